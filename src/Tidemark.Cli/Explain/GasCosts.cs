using Tidemark.Data.Importers.Prices;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>How gas is paid for, by a file of gas prices.</summary>
internal static class GasCosts
{
    private const int CoinDecimals = 18;

    // Coins in which chains take gas, and what they are called as tokens.
    private static readonly string[] Coins = ["ETH", "WETH", "MATIC", "WMATIC", "POL", "WPOL", "BNB", "WBNB", "AVAX", "WAVAX"];

    public static GasPayment Read(FileInfo file, PoolTokens tokens)
    {
        (bool is0, bool is1) = (IsCoin(tokens.Symbol0), IsCoin(tokens.Symbol1));
        if (is0 == is1)
        {
            throw new CommandInputException(is0
                ? $"--gas-price-file needs to know in which token gas is paid, and both {tokens.Symbol0} and {tokens.Symbol1} can be; call the other one otherwise with --symbol0 or --symbol1."
                : $"--gas-price-file needs the price of the coin that gas is paid in, and neither {tokens.Symbol0} nor {tokens.Symbol1} is one; call the token that is it by its name, such as WETH, with --symbol0 or --symbol1.");
        }
        if ((is0 ? tokens.Decimals0 : tokens.Decimals1) is not CoinDecimals and int decimals)
        {
            throw new CommandInputException($"--gas-price-file is in wei, of which {(is0 ? tokens.Symbol0 : tokens.Symbol1)} has 10^{CoinDecimals}, and {(is0 ? "--decimals0" : "--decimals1")} says {decimals}; give {CoinDecimals}, or call the token otherwise.");
        }
        var prices = GasPriceSeries.Read(file.FullName);
        return new GasPayment(is0, seconds => LatestPrice.At(prices.Path, prices.Prices, prices.CountUpTo, static price => price.Time, seconds).Wei);
    }

    private static bool IsCoin(string symbol) => Coins.Contains(symbol, StringComparer.OrdinalIgnoreCase);
}
