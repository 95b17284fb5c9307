using Tidemark.Cli;

return await CommandRunner.RunAsync(TidemarkCommand.Create(), args).ConfigureAwait(false);
