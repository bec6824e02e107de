package gradus.cli;

import gradus.train.run.RunSchema;
import picocli.CommandLine;

/** {@code gradus schema}. */
@CommandLine.Command(
    name = "schema",
    description = "Prints the JSON schema of run files, by which editors complete and check them.",
    footer = {"%nExample:", "  gradus schema > run-schema.json"})
final class SchemaCommand extends Command {
  SchemaCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    line("%s", RunSchema.json());
    summary(Fields.of("schema", RunSchema.tree()));
    return DONE;
  }
}
