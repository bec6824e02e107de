package gradus.cli;

import picocli.CommandLine;

/** All commands, in the order they are shown. */
final class Commands {
  private Commands() {}

  /** Runs a command and gives its exit code. */
  static int run(Console console, String... arguments) {
    int code = of(console).execute(arguments);
    console.out().flush();
    console.error().flush();
    return code;
  }

  /** The commands, printing to a console. */
  static CommandLine of(Console console) {
    CommandLine data =
        new CommandLine(new DataCommand(console))
            .addSubcommand(new DataList(console))
            .addSubcommand(new DataShow(console))
            .addSubcommand(new DataSample(console));
    CommandLine all =
        new CommandLine(new GradusCommand(console))
            .addSubcommand(new TrainCommand(console))
            .addSubcommand(new ResumeCommand(console))
            .addSubcommand(new EvalCommand(console))
            .addSubcommand(new PredictCommand(console))
            .addSubcommand(new ShowCommand(console))
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new RatesCommand(console))
            .addSubcommand(new ForecastCommand(console))
            .addSubcommand(new HealCommand(console))
            .addSubcommand(new CheckGradientsCommand(console))
            .addSubcommand(data)
            .addSubcommand(new SchemaCommand(console))
            .addSubcommand(new ReportCommand(console))
            .addSubcommand(new CompletionCommand(console));
    all.setOut(console.out());
    all.setErr(console.error());
    all.setUsageHelpAutoWidth(true);
    all.setAbbreviatedSubcommandsAllowed(false);
    all.setParameterExceptionHandler(new WrongUse(console));
    all.setExecutionExceptionHandler(new Failure(console));
    return all;
  }
}
