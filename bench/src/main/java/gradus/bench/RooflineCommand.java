package gradus.bench;
@picocli.CommandLine.Command(name="roofline")
final class RooflineCommand extends Command { public Integer call() { return DONE; } }
