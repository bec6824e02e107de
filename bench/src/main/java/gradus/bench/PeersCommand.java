package gradus.bench;

import gradus.nn.config.Nearest;
import gradus.train.checkpoint.SafeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gradus bench peers}. */
@CommandLine.Command(
    name = "peers",
    description = "Times Gradus and other libraries in turn, each run in a process of its own.",
    footer = {
      "%nMedians of the runs that nothing else disturbed; (!) if all were. The first use builds",
      "bench/peers (Linux x86_64; some hundred MB of libraries).",
      "%nExample:",
      "  gradus bench peers --workloads W2,W3 --peers torch-tuned,tf --rounds 3 --output peers.jsonl"
    })
final class PeersCommand extends Command {
  private static final int MOST_ROUNDS = 1000;

  @Option(
      names = "--workloads",
      split = ",",
      defaultValue = "W2,W3,W4,W7",
      description = "Of W1, W2, W3, W4, W5, W7, W8a, W8b, W8c: ${DEFAULT-VALUE}.")
  private List<String> workloads;

  @Option(
      names = "--peers",
      split = ",",
      defaultValue = "torch-tuned,tf",
      description =
          "Of torch, torch-mkl, torch-tuned, torch-nhwc, djl, djl-tuned, dl4j, dl4j-tuned, tf:"
              + " ${DEFAULT-VALUE}.")
  private List<String> peers;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Measured time of each run: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Runs of each library and workload: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--threads", description = "Computing threads: all.")
  private Integer threads;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Append each run to this file as a line of JSON.")
  private Path output;

  @Override
  public Integer call() {
    workloads.forEach(id -> known("--workloads", id, Peer.WORKLOADS));
    peers.forEach(name -> known("--peers", name, Peer.NAMES));
    double measured = seconds("--seconds", seconds);
    int team = threads(threads);
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException(
          "--rounds: got " + rounds + "; must be in 1.." + MOST_ROUNDS);
    }
    if (output != null) {
      prepare("--output", output);
    }
    Path home = Launch.home();
    List<Peer> others = peers.stream().map(Peer::new).toList();
    PeersBuild.make(home, others, this::progress);
    Comparison comparison = new Comparison();
    List<Peer> all = new ArrayList<>(List.of(Peer.GRADUS));
    all.addAll(others);
    boolean failed = false;
    for (String workload : workloads) {
      for (int round = 1; round <= rounds; round++) {
        for (Peer peer : all) {
          failed |= !run(peer, home, workload, round, measured, team, comparison);
        }
      }
    }
    comparison.table().forEach(row -> line("%s", row));
    return failed ? FAILED : DONE;
  }

  private static void known(String option, String word, List<String> words) {
    if (!words.contains(word)) {
      throw new IllegalArgumentException(
          option + ": got '" + word + "'; " + Nearest.hint(word, words));
    }
  }

  private boolean run(
      Peer peer,
      Path home,
      String workload,
      int round,
      double measured,
      int team,
      Comparison comparison) {
    String run = workload + " " + round + "/" + rounds + " " + peer.name();
    try {
      JsonNode result = peer.run(home, workload, measured, team);
      comparison.add(workload, peer.name(), result);
      progress(
          "%-24s %10.1f samples/s%s",
          run,
          result.get("samples_per_s").asDouble(),
          Comparison.disturbed(result) ? " (disturbed)" : "");
      write(result, round);
      return true;
    } catch (Peer.Failed problem) {
      comparison.add(workload, peer.name(), null);
      progress("%-24s failed: %s", run, problem.getMessage());
      return false;
    }
  }

  private void write(JsonNode result, int round) {
    if (output == null) {
      return;
    }
    ObjectNode line = (ObjectNode) result;
    line.put("round", round);
    try {
      Files.writeString(output, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException problem) {
      throw new UncheckedIOException(
          "--output: " + output + " cannot be written: " + SafeFile.remedy(problem), problem);
    }
  }
}
