package gradus.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class Common {
  @Option(names = "--json", description = "Print JSON: one object a line, the last one a summary.")
  boolean json;

  @Option(names = "--trace", description = "Print the stack trace if something goes wrong.")
  boolean trace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;
}
