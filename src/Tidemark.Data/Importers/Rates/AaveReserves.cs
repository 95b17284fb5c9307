using System.Globalization;
using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Data.Importers.Rates;

/// <summary>Reads the parameters of Aave v3 reserves from a YAML or JSON file, in the form that <c>docs/reference/formats.md</c> defines.</summary>
public static class AaveReserves
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The reserves in the order of the file, each name once.</returns>
    /// <exception cref="TapeFormatException">The file is missing, no such file, or holds parameters that the contract would refuse.</exception>
    public static IReadOnlyList<AaveReserve> Read(string path)
    {
        YamlMapping file = YamlMapping.Read(path, "a file of Aave reserves");
        file.RequireOnly("reserves");
        List<AaveReserve> reserves = [];
        foreach (YamlMapping entry in file.RequireMappings("reserves"))
        {
            AaveReserve reserve = Reserve(entry);
            if (reserves.Exists(other => other.Name == reserve.Name))
            {
                throw entry.Problem("name", $"the reserve '{TapeText.Show(reserve.Name)}' stands twice; each is expected once; remove one of them");
            }
            reserves.Add(reserve);
        }
        return reserves;
    }

    private static AaveReserve Reserve(YamlMapping entry)
    {
        entry.RequireOnly("name", "ltv", "liquidationThreshold", "liquidationBonus", "closeFactor", "reserveFactor", "optimalUtilisation", "baseRate", "slope1", "slope2");
        AaveReserve reserve = new(
            entry.RequireText("name"),
            entry.RequireNumber("reserveFactor", 0, 1),
            entry.RequireNumber("optimalUtilisation", 0, 1),
            entry.RequireNumber("baseRate", 0, double.MaxValue),
            entry.RequireNumber("slope1", 0, double.MaxValue),
            entry.RequireNumber("slope2", 0, double.MaxValue))
        {
            LtvFraction = entry.FindNumber("ltv", 0, 1),
            LiquidationThresholdFraction = entry.FindNumber("liquidationThreshold", 0, 1),
            LiquidationBonusFraction = entry.FindNumber("liquidationBonus", 0, 1),
            CloseFactorFraction = entry.FindNumber("closeFactor", 0, 1),
        };
        if (reserve.OptimalUtilisation is 0 or 1)
        {
            throw entry.Problem("optimalUtilisation", string.Create(CultureInfo.InvariantCulture, $"optimalUtilisation is {reserve.OptimalUtilisation}; a number between 0 and 1, neither included, is expected; correct it"));
        }
        if (reserve.LiquidationThresholdFraction < reserve.LtvFraction)
        {
            throw entry.Problem("liquidationThreshold", string.Create(CultureInfo.InvariantCulture, $"liquidationThreshold is {reserve.LiquidationThresholdFraction} and ltv {reserve.LtvFraction}; the threshold is expected not to be below it, as in the contract; correct one of them"));
        }
        double? atLiquidation = reserve.LiquidationThresholdFraction * (1 + reserve.LiquidationBonusFraction);
        if (atLiquidation > 1)
        {
            throw entry.Problem("liquidationBonus", string.Create(CultureInfo.InvariantCulture, $"liquidationThreshold times 1 + liquidationBonus is {atLiquidation}; at most 1 is expected, as in the contract, so that a liquidation can be paid from the collateral; correct one of them"));
        }
        return reserve;
    }
}
