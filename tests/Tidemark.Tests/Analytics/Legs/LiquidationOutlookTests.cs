using MathNet.Numerics.Distributions;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Perpetuals;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Legs;

public sealed class LiquidationOutlookTests
{
    private static readonly ConstantProductCurve Pool = ConstantProductCurve.FromValue(2000, 30_000);

    [Theory]
    [InlineData(0.8, 0.25, 0.0)]
    [InlineData(0.4, 1.0, 0.3)]
    [InlineData(1.2, 2.0, -0.5)]
    public void Probability_OneFixedBarrier_IsTheReflectedOne(double volatility, double years, double drift)
    {
        Book book = Leveraged.Of(Pool, 0, 20_000, 0.85);
        double barrier = book.Rules[0].LiquidationPrices(book, Leveraged.Entry).Down!.Value;
        Close.Absolute(BelowEver(barrier, volatility, years, drift), LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, volatility, years, drift), 2e-6);
    }

    [Fact]
    public void Probability_BarrierThatGrowsWithInterest_IsThatOfAFixedOneUnderAnotherDrift()
    {
        // The barrier of constant product is the square of the debt: it grows at twice the rate, and the price over it drifts less by that.
        Book book = Leveraged.Of(Pool, 0, 20_000, 0.85, rate1: RatePath.Fixed(0.3));
        double barrier = book.Rules[0].LiquidationPrices(book, Leveraged.Entry).Down!.Value;
        Close.Absolute(BelowEver(barrier, 0.8, 0.5, -0.6), LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, 0.8, 0.5), 2e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(4.0)]
    public void Probability_TwoFixedBarriers_IsThatOfLeavingTheRange(double years)
    {
        Book book = Leveraged.Of(Pool, 7.5, 5000, 0.7);
        LiquidationPrices prices = book.Rules[0].LiquidationPrices(book, Leveraged.Entry);
        double expected = 1 - RangeExit.Survival(2000, prices.Down!.Value, prices.Up!.Value, 0.9, years, 0.1);
        Close.Absolute(expected, LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, 0.9, years, 0.1), 1e-5);
    }

    [Fact]
    public void Probability_TwoMovingBarriers_AgreesWithASimulation()
    {
        Book book = Leveraged.Of(ConcentratedCurve.FromValue(2000, 30_000, 1600, 2500), 7.5, 5000, 0.8, RatePath.Fixed(0.2), RatePath.Fixed(0.3));
        AssertAgreesWithASimulation(book, 2000, 0.5, 0.5);
    }

    // Supplied tokens and a loan of token 1: no fall of the price liquidates, until interest has grown beyond the token 1 that is supplied.
    [Theory]
    [InlineData(0.8, 1.0, 0.0, 1.0)]
    [InlineData(0.5, 0.7, 0.2, 1.0)]
    [InlineData(1.2, 1.5, -0.3, 0.6)]
    public void Probability_BarrierThatTimeBrings_SolvesTheEquationOfFirstPassage(double volatility, double years, double drift, double rate)
    {
        Book book = Supplied(rate);
        LiquidationRule rule = book.Rules[0];
        MarketState now = new(1000, 0);
        Assert.Equal(default, rule.LiquidationPrices(book, now));
        double Barrier(double time) => Math.Log((880 * Math.Exp(rate * time) / 0.9) - 1000 is > 0 and var price ? price / 1000 : 0);
        double found = LiquidationOutlook.Probability(book, rule, now, volatility, years, drift);
        Close.Absolute(TouchedFromAbove(Barrier, volatility, years, drift), found, 1e-5);
        Assert.InRange(found, 0.1, 0.97);
    }

    [Fact]
    public void Probability_NoMoveButTime_IsNearlyOne()
    {
        Book book = Supplied(1);
        Assert.True(book.Rules[0].HealthFactor(book, new MarketState(1000, 1)) < 1);
        Assert.True(LiquidationOutlook.Probability(book, book.Rules[0], new MarketState(1000, 0), 0.05, 1) > 0.999);
    }

    // Owed token 0 grows beyond what is supplied of it: a rise can liquidate later, and a fall always can.
    [Fact]
    public void Probability_UpperBarrierThatTimeBrings_AgreesWithASimulation()
    {
        MarketState now = new(2000, 0);
        Book book = new(
            [
                new HoldLeg("held", now, new Reserves(5, 0)),
                new LiquidityLeg("pool", now, ConstantProductCurve.FromValue(2000, 10_000)),
                new LoanLeg("loan", now, new Reserves(4.2, 5000), RatePath.Fixed(0.4), RatePath.Fixed(0)),
            ],
            [new LiquidationRule("market", [new Collateral("held", 0.9), new Collateral("pool", 0.9)], ["loan"], new WholeLiquidation(0.05))]);
        Assert.Null(book.Rules[0].LiquidationPrices(book, now).Up);
        // 0.9 (5 P + 10,000 s) = 4.2 e^0.4 P + 5000 with P = 2000 s^2.
        double bend = 2000 * ((4.2 * Math.Exp(0.4)) - 4.5);
        double root = (9000 + Math.Sqrt((9000 * 9000) - (4 * bend * 5000))) / (2 * bend);
        Close.Relative(2000 * root * root, book.Rules[0].LiquidationPrices(book, new MarketState(2000, 1)).Up!.Value, 1e-12);
        AssertAgreesWithASimulation(book, 2000, 0.8, 1);
    }

    // The price of the debt rises past all that the collateral can be worth in the middle of the time, and comes back.
    [Fact]
    public void Probability_NoHealthyPriceForAWhile_IsOne()
    {
        MarketState now = new(1000, 0);
        Book book = new(
            [new HoldLeg("held", now, new Reserves(0, 1000)), new LoanLeg("loan", now, new Reserves(0, 800), RatePath.Fixed(0), RatePath.Historic([new(0, 1), new(0.5, -1)]))],
            [new LiquidationRule("market", [new Collateral("held", 0.9)], ["loan"], new WholeLiquidation(0.05))]);
        Assert.True(book.Rules[0].HealthFactor(book, new MarketState(1000, 1)) > 1);
        Assert.Equal(1, LiquidationOutlook.Probability(book, book.Rules[0], now, 0.5, 1));
    }

    [Fact]
    public void Probability_InterestLeavesNoHealthyPrice_IsOne()
    {
        Book book = Leveraged.Of(Pool, 7.5, 5000, 0.7, RatePath.Fixed(2), RatePath.Fixed(2));
        Assert.Equal(1, LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, 0.1, 1));
    }

    [Fact]
    public void Probability_NoDebtThatCanHurt_IsZero()
    {
        Book book = Leveraged.Of(Pool, 0, 0, 0.85);
        Assert.Equal(0, LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, 0.8, 1));
    }

    [Fact]
    public void YearsUntilInterestLiquidates_OneRate_IsTheLogarithmOfTheRoom()
    {
        Book book = Leveraged.Of(Pool, 0, 20_000, 0.85, rate1: RatePath.Fixed(0.08));
        double expected = Math.Log(0.85 * 30_000 / 20_000) / 0.08;
        Close.Relative(expected, LiquidationOutlook.YearsUntilInterestLiquidates(book, book.Rules[0], Leveraged.Entry)!.Value, 1e-12);
        Book earning = Leveraged.Of(Pool, 0, 20_000, 0.85, rate1: RatePath.Fixed(0.08), fees: new FeeModel { FeeAprFraction = 0.25, IsReinvested = true });
        Assert.Null(LiquidationOutlook.YearsUntilInterestLiquidates(earning, earning.Rules[0], Leveraged.Entry));
    }

    // A year of fees at 25 % is in the collateral, and from then on it earns nothing.
    [Fact]
    public void YearsUntilInterestAloneLiquidates_CollateralThatEarns_IsTheLogarithmOfTheRoomOfTheState()
    {
        Book book = Leveraged.Of(Pool, 0, 20_000, 0.85, rate1: RatePath.Fixed(0.08), fees: new FeeModel { FeeAprFraction = 0.25, IsReinvested = true });
        double room = Math.Log(0.85 * 30_000 / 20_000);
        Close.Relative(room / 0.08, LiquidationOutlook.YearsUntilInterestAloneLiquidates(book, book.Rules[0], Leveraged.Entry)!.Value, 1e-12);
        Close.Relative((room + 0.25 - 0.08) / 0.08, LiquidationOutlook.YearsUntilInterestAloneLiquidates(book, book.Rules[0], new MarketState(2000, 1))!.Value, 1e-12);
    }

    [Fact]
    public void YearsUntilInterestAloneLiquidates_LentTokens_EarnNothingEither()
    {
        MarketState now = new(2000, 0);
        Book book = new(
            [new HoldLeg("lent", now, new Reserves(1, 1000), RatePath.Fixed(0.5), RatePath.Fixed(0.5)), new LoanLeg("loan", now, new Reserves(0, 2000), RatePath.Fixed(0), RatePath.Fixed(0.1))],
            [new LiquidationRule("market", [new Collateral("lent", 0.8)], ["loan"], new WholeLiquidation(0.05))]);
        Close.Relative(Math.Log(2400.0 / 2000) / 0.1, LiquidationOutlook.YearsUntilInterestAloneLiquidates(book, book.Rules[0], now)!.Value, 1e-12);
        Assert.Null(LiquidationOutlook.YearsUntilInterestLiquidates(book, book.Rules[0], now));
    }

    [Fact]
    public void Rewards_ArePaidOut_AndSecureNothing()
    {
        FeeModel fees = new() { FeeAprFraction = 0.1, IsReinvested = true };
        Book plain = Leveraged.Of(Pool, 0, 20_000, 0.85, rate1: RatePath.Fixed(0.3), fees: fees);
        Book rewarded = Leveraged.Of(Pool, 0, 20_000, 0.85, rate1: RatePath.Fixed(0.3), fees: fees with { RewardAprFraction = 0.5, ManagementFeeAprFraction = 0.1 });
        MarketState later = new(1500, 0.25);
        Assert.Equal(plain.Rules[0].HealthFactor(plain, later), rewarded.Rules[0].HealthFactor(rewarded, later));
        Assert.Equal(plain.Rules[0].LiquidationPrices(plain, later), rewarded.Rules[0].LiquidationPrices(rewarded, later));
        Assert.Equal(LiquidationOutlook.Probability(plain, plain.Rules[0], Leveraged.Entry, 0.8, 0.25), LiquidationOutlook.Probability(rewarded, rewarded.Rules[0], Leveraged.Entry, 0.8, 0.25));
        Assert.True(rewarded.Value(later) > plain.Value(later));
    }

    [Theory]
    [InlineData("concentrated", false, 0.6, 7.5, 5000)]
    [InlineData("concentrated", true, 0.6, 7.5, 5000)]
    [InlineData("constant-product", false, 0.3, 0, 22_000)]
    public void Probability_FeesOfThePath_AgreesWithRunsOfTheBook(string amm, bool isReinvested, double feeApr, double debt0, double debt1)
    {
        ValueCurve curve = amm == "concentrated" ? ConcentratedCurve.FromValue(2000, 30_000, 1600, 2500) : Pool;
        Book book = Leveraged.Of(curve, debt0, debt1, 0.85, RatePath.Fixed(0.05), RatePath.Fixed(0.08), new FeeModel { FeeAprFraction = feeApr, IsReinvested = isReinvested });
        const int Steps = 730;
        const int Runs = 600;
        double deviation = 0.8 * Math.Sqrt(1.0 / Steps);
        Random random = new(11);
        int hits = 0;
        for (int i = 0; i < Runs; i++)
        {
            BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
            for (int step = 1; step <= Steps && run.Events.Count == 0; step++)
            {
                double score = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                run.MoveTo(new MarketState(run.State.Price * Math.Exp((deviation * score) - (deviation * deviation / 2)), (double)step / Steps));
            }
            hits += run.Events.Count;
        }
        // Watched twice a day only, a run misses some; four standard errors of the runs are 0.08.
        double found = LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, 0.8, 1);
        Assert.InRange(found - ((double)hits / Runs), -0.07, 0.09);
        Assert.Equal(found, LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, 0.8, 1));
    }

    [Fact]
    public void Probability_FeesOfTwoRanges_AgreesWithAPlainSimulation()
    {
        ConcentratedCurve wide = ConcentratedCurve.FromValue(2000, 10_000, 1700, 2300);
        ConcentratedCurve narrow = ConcentratedCurve.FromValue(2000, 10_000, 1850, 2150);
        const double Years = 120 / 365.0;
        const double Volatility = 0.7;
        const int Steps = 480;
        const int Paths = 8_000;
        double span = Years / Steps;
        double deviation = Volatility * Math.Sqrt(span);
        Random random = new(5);
        int hits = 0;
        for (int path = 0; path < Paths; path++)
        {
            double price = 2000;
            double fees = 0;
            for (int step = 1; step <= Steps; step++)
            {
                fees += span * ((price is > 1700 and < 2300 ? 0.6 * wide.Value(price) : 0) + (price is > 1850 and < 2150 ? 1.2 * narrow.Value(price) : 0));
                price *= Math.Exp((deviation * Normal.Sample(random, 0, 1)) - (deviation * deviation / 2));
                if (0.8 * (wide.Value(price) + narrow.Value(price) + fees) < 12_500 * Math.Exp(0.1 * step * span))
                {
                    hits++;
                    break;
                }
            }
        }
        double found = Found("wide", "narrow");
        // Watched at steps alone, a path misses some; four standard errors are 0.022.
        Assert.InRange(found - ((double)hits / Paths), -0.02, 0.035);
        Close.Absolute(found, Found("narrow", "wide"), 1e-3);

        double Found(params string[] order)
        {
            LiquidityLeg Range(string name) => new(name, Leveraged.Entry, name == "wide" ? wide : narrow, new FeeModel { FeeAprFraction = name == "wide" ? 0.6 : 1.2 });
            Book book = new(
                [.. order.Select(Range), new LoanLeg("loan", Leveraged.Entry, new Reserves(0, 12_500), RatePath.Fixed(0), RatePath.Fixed(0.1))],
                [new LiquidationRule("bank", [.. order.Select(static name => new Collateral(name, 0.8))], ["loan"], new WholeLiquidation(0.05))]);
            return LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, Volatility, Years);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Probability_AtTheThreshold_IsOne(bool isReinvested)
    {
        Book book = Leveraged.Of(ConcentratedCurve.FromValue(2000, 20_000, 1600, 2500), 0, 10_000, 0.5, fees: new FeeModel { FeeAprFraction = 0.5, IsReinvested = isReinvested });
        Close.Absolute(1, LiquidationOutlook.Probability(book, book.Rules[0], Leveraged.Entry, 0.7, 0.25), 1e-12);
    }

    // 2 tokens at 2000 pay 50 * 4000 a year out of 1000, of which 0.005 * 4000 must stay.
    [Fact]
    public void YearsUntilFundingCloses_ConstantFunding_IsTheMarginOverIt()
    {
        PerpetualLeg Leg(double quantity) => new("perp", Leveraged.Entry, PerpetualKind.Linear, quantity, 1000, 0.2, MaintenanceTiers.Flat(0.005), RatePath.Fixed(50));
        Close.Relative(980 / 200_000.0, LiquidationOutlook.YearsUntilFundingCloses(Leg(2), Leveraged.Entry)!.Value, 1e-9);
        Assert.Null(LiquidationOutlook.YearsUntilFundingCloses(Leg(-2), Leveraged.Entry));
        Assert.Equal(0, LiquidationOutlook.YearsUntilFundingCloses(Leg(2), new MarketState(1500, 0)));
    }

    // Out of its range it earns nothing, whatever it did where it began.
    [Fact]
    public void YearsUntilInterestLiquidates_AtAPriceOutOfTheRange_CountsNoFees()
    {
        ConcentratedCurve curve = ConcentratedCurve.FromValue(2000, 20_000, 1600, 2500);
        Book book = Leveraged.Of(curve, 0, 10_000, 0.9, rate1: RatePath.Fixed(0.1), fees: new FeeModel { FeeAprFraction = 0.5 });
        double expected = Math.Log(0.9 * curve.Value(3000) / 10_000) / 0.1;
        Close.Relative(expected, LiquidationOutlook.YearsUntilInterestLiquidates(book, book.Rules[0], new MarketState(3000, 0))!.Value, 1e-12);
    }

    private static Book Supplied(double rate)
    {
        MarketState now = new(1000, 0);
        return new Book(
            [new HoldLeg("held", now, new Reserves(1, 1000)), new LoanLeg("loan", now, new Reserves(0, 880), RatePath.Fixed(0), RatePath.Fixed(rate))],
            [new LiquidationRule("market", [new Collateral("held", 0.9)], ["loan"], new WholeLiquidation(0.05))]);
    }

    // Fortet 1943: who is below a barrier has passed it, and went on from there. The passages of each stretch of time follow from those before.
    private static double TouchedFromAbove(Func<double, double> barrier, double volatility, double years, double drift)
    {
        const int Stretches = 2000;
        double length = years / Stretches;
        double walk = drift - (volatility * volatility / 2);
        double[] passed = new double[Stretches];
        for (int i = 0; i < Stretches; i++)
        {
            double end = (i + 1) * length;
            double place = barrier(end);
            if (double.IsNegativeInfinity(place))
            {
                continue;
            }
            double below = Normal.CDF(0, 1, (place - (walk * end)) / (volatility * Math.Sqrt(end)));
            for (int j = 0; j < i; j++)
            {
                below -= passed[j] == 0 ? 0 : passed[j] * Below(j);
            }
            passed[i] = below / Below(i);

            double Below(int stretch)
            {
                double time = (stretch + 0.5) * length;
                double from = barrier(time);
                return double.IsNegativeInfinity(from) ? 1 : Normal.CDF(0, 1, (place - from - (walk * (end - time))) / (volatility * Math.Sqrt(end - time)));
            }
        }
        return passed.Sum();
    }

    private static void AssertAgreesWithASimulation(Book book, double start, double volatility, double years)
    {
        LiquidationRule rule = book.Rules[0];
        const int Steps = 400;
        const int Paths = 20_000;
        LiquidationPrices[] barriers = [.. Enumerable.Range(0, Steps + 1).Select(step => rule.LiquidationPrices(book, new MarketState(start, years * step / Steps)))];
        double deviation = volatility * Math.Sqrt(years / Steps);
        // Barriers that are watched at steps alone are touched as often as continuous ones further out by 0.5826 deviations (Broadie, Glasserman and Kou 1997).
        double nearer = Math.Exp(-0.5826 * deviation);
        Random random = new(7);
        int hits = 0;
        for (int path = 0; path < Paths; path++)
        {
            double price = start;
            for (int step = 1; step <= Steps; step++)
            {
                double score = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                price *= Math.Exp((deviation * score) - (deviation * deviation / 2));
                if (price <= barriers[step].Down / nearer || price >= barriers[step].Up * nearer)
                {
                    hits++;
                    break;
                }
            }
        }
        double simulated = (double)hits / Paths;
        double found = LiquidationOutlook.Probability(book, rule, new MarketState(start, 0), volatility, years);
        Close.Absolute(simulated, found, 4 * Math.Sqrt(found * (1 - found) / Paths));
        Assert.InRange(found, 0.2, 0.95);
    }

    // Harrison 1985, Brownian Motion and Stochastic Flow Systems: the first passage of a walk with drift.
    private static double BelowEver(double barrier, double volatility, double years, double drift)
    {
        double distance = Math.Log(barrier / 2000);
        double walk = drift - (volatility * volatility / 2);
        double deviation = volatility * Math.Sqrt(years);
        return Normal.CDF(0, 1, (distance - (walk * years)) / deviation)
            + (Math.Exp(2 * walk * distance / (volatility * volatility)) * Normal.CDF(0, 1, (distance + (walk * years)) / deviation));
    }
}
