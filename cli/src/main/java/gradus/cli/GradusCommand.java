package gradus.cli;

import picocli.CommandLine;

/** The program itself. */
@CommandLine.Command(
    name = "gradus",
    description = "Trains neural networks on the JVM and tells why a network does not learn.",
    versionProvider = Version.class,
    footer = {
      "%nExample:",
      "  gradus train examples/digits.yaml",
      "%nMeasurements: 'gradus bench --help', from the source tree.",
      "%nExit codes: 0 done, 1 ran but failed its aim, 2 wrong use or input."
    })
final class GradusCommand extends Group {
  @CommandLine.Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean version;

  GradusCommand(Console console) {
    super(console);
  }
}
