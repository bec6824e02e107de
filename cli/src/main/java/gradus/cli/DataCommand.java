package gradus.cli;

import picocli.CommandLine;

/** Commands about data sets. */
@CommandLine.Command(
    name = "data",
    description = "Tells which data sets are here, and how to get those that are not.",
    footer = {"%nExample:", "  gradus data list"})
final class DataCommand extends Group {
  DataCommand(Console console) {
    super(console);
  }
}
