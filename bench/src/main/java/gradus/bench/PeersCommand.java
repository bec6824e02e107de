package gradus.bench;
@picocli.CommandLine.Command(name="peers")
final class PeersCommand extends Command { public Integer call() { return DONE; } }
