using Tidemark.Analytics.Legs.Interest;
using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Cli.Books;

/// <summary>Reads a lender's borrow rate over its utilisation, by the parameters of its contract.</summary>
internal static class LenderCurve
{
    /// <param name="rate">The rate in which the lender stands.</param>
    /// <param name="lender">Its name.</param>
    public static UtilisationCurve Read(YamlMapping rate, string lender)
    {
        switch (lender)
        {
            case "compound":
                YamlMapping compound = Parameters(rate, lender, BookKeys.Compound);
                return compound.Make(() => UtilisationCurve.Compound(Part(compound, "kink"), Rate(compound, "baseRate"), Rate(compound, "multiplier"), Rate(compound, "jumpMultiplier")));
            case "alpaca":
                YamlMapping alpaca = Parameters(rate, lender, BookKeys.Alpaca);
                return alpaca.Make(() => UtilisationCurve.Alpaca(Part(alpaca, "ceiling1"), Part(alpaca, "ceiling2"), Rate(alpaca, "rate1"), Rate(alpaca, "rate2"), Rate(alpaca, "rate3")));
            case "gearbox":
                YamlMapping gearbox = Parameters(rate, lender, BookKeys.Gearbox);
                return gearbox.Make(() => UtilisationCurve.Gearbox(
                    Part(gearbox, "kink1"), Part(gearbox, "kink2"), Rate(gearbox, "baseRate"), Rate(gearbox, "slope1"), Rate(gearbox, "slope2"), Rate(gearbox, "slope3")));
            case "extraFinance":
                YamlMapping extra = Parameters(rate, lender, BookKeys.ExtraFinance);
                return extra.Make(() => UtilisationCurve.ExtraFinance(Part(extra, "utilisationA"), Part(extra, "utilisationB"), Rate(extra, "rateA"), Rate(extra, "rateB"), Rate(extra, "mostRate")));
            default:
                // Its contract has the figures in it.
                rate.RequireWord(lender, "v1");
                return UtilisationCurve.AlphaHomora;
        }
    }

    private static YamlMapping Parameters(YamlMapping rate, string lender, string[] names)
    {
        YamlMapping parameters = rate.RequireMapping(lender);
        parameters.RequireOnly(names);
        return parameters;
    }

    private static double Part(YamlMapping parameters, string name) => parameters.RequireNumber(name, 0, 1);

    private static double Rate(YamlMapping parameters, string name) => parameters.RequireNumber(name, 0, double.MaxValue);
}
