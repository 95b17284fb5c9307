using Tidemark.Analytics.Ledger;

namespace Tidemark.Tests.Analytics.Ledger;

/// <summary>Twelve closed Arbitrum positions whose results an analyst computed: each of the file's figures is named as a sum of our parts.</summary>
public sealed class RecordedPerformanceTests
{
    // The file's numbers are doubles: of its investment, so much is rounding.
    private const double Rounding = 1e-14;

    private static readonly RecordedPerformance[] Positions = [.. RecordedPerformance.ReadAll()];

    [Fact]
    public void Attribution_AtClosingPrices_HasTheFilesFiguresAsParts()
    {
        Assert.Equal(12, Positions.Length);
        foreach (RecordedPerformance file in Positions)
        {
            double opened = file["investment_opentime_usd_value"];
            double held = file["investment_closetime_usd_value"];
            (Attribution<double> ours, IReadOnlyList<CapitalFlow> flows) = file.Account();
            Agree(file, held, "deposited", opened, -flows[0].Received);
            Agree(file, held, "paid out", file.InPool.Sum(token => (file[$"withdrawn_{token}"] + file[$"fees_{token}"]) * file.Price(token, "closetime")) + GasCost(file), flows[^1].Received);
            Agree(file, held, "fees", file.InPool.Sum(token => file[$"fees_{token}"] * file.Price(token, "closetime")), ours[ProfitPart.Fees].Total);
            Agree(file, held, "gas", GasCost(file), ours[ProfitPart.Gas].Total);
            // lp_delta is what came out less what was sent, token by token: at closing prices, impermanent loss.
            Agree(file, held, "impermanent loss", file.InPool.Sum(token => file[$"lp_delta_{token}"] * file.Price(token, "closetime")), ours[ProfitPart.ImpermanentLoss].Total);
            // The investment at closing prices is holding.
            Agree(file, held, "hold", held - opened, ours[ProfitPart.Hold].Total);
            // Its P&L is against holding, by token and in dollars; what the LP made is no column of it.
            Agree(file, held, "pnl by token", file.Tokens.Sum(token => file[$"pnl_{token}"] * file.Price(token, "closetime")), ours.NetOverHold);
            Agree(file, held, "pnl", file["pnl_closetime_usd_value"], ours.NetOverHold);
            Agree(file, held, "net", file["pnl_closetime_usd_value"] + held - opened, ours.Net.Total);
        }
    }

    [Fact]
    public void Attribution_InEther_IsTheFilesAtTheClosingPriceOfEther()
    {
        foreach (RecordedPerformance file in Positions)
        {
            double ether = file.Price("eth", "closetime");
            double held = file["investment_closetime_usd_value"] / ether;
            Attribution<double> ours = file.Account(inEther: true).Attribution;
            Agree(file, held, "pnl in ether", file["pnl_closetime_usd_value"] / ether, ours.NetOverHold);
            // The net result is no such conversion: the deposit cost ether at the opening price.
            double net = ((file["pnl_closetime_usd_value"] + file["investment_closetime_usd_value"]) / ether) - (file["investment_opentime_usd_value"] / file.Price("eth", "opentime"));
            Agree(file, held, "net in ether", net, ours.Net.Total);
        }
    }

    [Fact]
    public void Attribution_AtLaterPrices_IsTheFilesCurrentFigure()
    {
        foreach (RecordedPerformance file in Positions)
        {
            double held = file["investment_current_usd_value"];
            Agree(file, held, "current pnl", file["pnl_current_usd_value"], file.Account("current").Attribution.NetOverHold);
            // The ledger ends with the closing; the file goes on holding what came out more, or less, than was sent.
            double since = file.Tokens.Sum(token => file[$"pnl_{token}"] * (file.Price(token, "current") - file.Price(token, "closetime")));
            Agree(file, held, "current pnl since the closing", file["pnl_current_usd_value"] - since, file.Account().Attribution.NetOverHold);
        }
    }

    [Fact]
    public void Attribution_GasPaidAtTheOpening_DiffersByItsChangeOfPrice()
    {
        // The file values all gas at the closing, though the mint was paid for at the opening and it does not say how much.
        foreach (RecordedPerformance file in Positions)
        {
            double change = file["gas_eth"] * (file.Price("eth", "opentime") - file.Price("eth", "closetime"));
            Agree(file, file["investment_closetime_usd_value"], "gas at the opening", file["pnl_closetime_usd_value"] + change, file.Account(isGasPaidFirst: true).Attribution.NetOverHold);
        }
    }

    [Fact]
    public void Returns_OfMoneyPaidIn_FollowFromTheFilesRoiAndApr()
    {
        foreach (RecordedPerformance file in Positions)
        {
            double opened = file["investment_opentime_usd_value"];
            double held = file["investment_closetime_usd_value"];
            (Attribution<double> ours, IReadOnlyList<CapitalFlow> flows) = file.Account();
            PeriodReturn all = Returns.TimeWeighted(flows, ours.End, ours.EndValue)!.Value;
            // The ROI is the gain against holding over what holding would be worth, not over the money that was paid in.
            Close.Absolute(file["closetime_ROI"], ours.NetOverHold / held, Rounding, $"{file}, ROI");
            Close.Absolute((held / opened * (1 + file["closetime_ROI"])) - 1, all.Fraction, Rounding * 10, $"{file}, time-weighted");
            // Its APR is that on 365 days, over whole minutes, as days rounded to four places.
            double minutes = Math.Floor((file.Closed - file.Opened).TotalMinutes);
            Assert.Equal(Math.Round(minutes / 1440, 4), file["duration_days"]);
            double roi = file["closetime_ROI"];
            Close.Relative(new PeriodReturn(ours.Start, ours.End, roi).AprFraction!.Value, file["closetime_APR"] * file["duration_days"] / all.Days, 1e-12, $"{file}, APR");
        }
    }

    [Fact]
    public void Attribution_OfTheTwelve_HasMostlyTheOtherSignThanTheFile()
    {
        // Seven of the nine that the file has in profit lost money, and the three that it has in loss made some: the prices of the tokens moved by more.
        Assert.Equal(9, Positions.Count(static file => file["pnl_closetime_usd_value"] > 0));
        Assert.Equal(10, Positions.Count(static file => Math.Sign(file["pnl_closetime_usd_value"]) != Math.Sign(file.Account().Attribution.Net.Total)));
    }

    private static double GasCost(RecordedPerformance file) => file["gas_eth"] * file.Price("eth", "closetime");

    private static void Agree(RecordedPerformance file, double investment, string name, double expected, double found) =>
        Close.Absolute(expected, found, investment * Rounding, $"{file}, {name}");
}
