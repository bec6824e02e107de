package gradus.train.checkpoint;

import gradus.core.ir.Data;
import gradus.nn.schedule.ReduceOnPlateau;
import gradus.train.Engine;
import gradus.train.Keeper;
import gradus.train.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checkpoints in a folder: the last ones as {@code step-N.safetensors} and the best one as {@code
 * best.safetensors}. A damaged one is refused and the one before it is used.
 */
public final class Checkpoints implements Keeper {
  private static final int KEPT = 2;
  private static final String BEST = "best.safetensors";

  private final Path folder;
  private final boolean resume;
  private final Consumer<String> refused;

  /**
   * Checkpoints in a folder.
   *
   * @param resume whether a training goes on from the last one
   * @param refused is told about damaged files
   */
  public Checkpoints(Path folder, boolean resume, Consumer<String> refused) {
    this.folder = folder;
    this.resume = resume;
    this.refused = refused;
  }

  @Override
  public Optional<Progress> restore(Engine engine) {
    if (!resume) {
      return Optional.empty();
    }
    List<Path> files = files();
    for (Path file : files.reversed()) {
      try {
        SafeTensors.Content content = SafeTensors.read(file);
        Progress progress = progress(file, content.metadata());
        restore(engine, file, content.values());
        return Optional.of(progress);
      } catch (CheckpointException e) {
        refused.accept(e.getMessage() + "; trying the one before it");
      }
    }
    if (!files.isEmpty()) {
      throw new CheckpointException(
          folder
              + ": none of its "
              + files.size()
              + " checkpoints can be used; start the training anew");
    }
    return Optional.empty();
  }

  private static void restore(Engine engine, Path file, Map<String, Data> values) {
    Set<String> missing = new LinkedHashSet<>(engine.snapshot().keySet());
    missing.removeAll(values.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": holds no value " + missing.iterator().next() + "; was the run file changed?");
    }
    try {
      engine.restore(values);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": belongs to another training: " + e.getMessage(), e);
    }
  }

  @Override
  public String save(Engine engine, Progress progress, boolean best) {
    Path file = folder.resolve("step-%09d.safetensors".formatted(progress.draws()));
    Map<String, Data> values = engine.snapshot();
    SafeTensors.write(file, values, metadata(progress));
    if (best) {
      SafeTensors.write(folder.resolve(BEST), values, metadata(progress));
    }
    List<Path> files = files();
    for (Path old : files.subList(0, Math.max(0, files.size() - KEPT))) {
      try {
        Files.deleteIfExists(old);
      } catch (IOException e) {
        refused.accept(old + ": cannot be deleted (" + e.getMessage() + ")");
      }
    }
    return folder.getFileName() + "/" + (best ? BEST : file.getFileName());
  }

  /** The file of the best values; it may not exist. */
  public Path best() {
    return folder.resolve(BEST);
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().matches("step-\\d+\\.safetensors"))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new CheckpointException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
    }
  }

  private static Map<String, String> metadata(Progress p) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("format", "gradus-checkpoint-1");
    map.put("epoch", Integer.toString(p.epoch()));
    map.put("batch", Integer.toString(p.batch()));
    map.put("updates", Long.toString(p.updates()));
    map.put("draws", Long.toString(p.draws()));
    map.put("loss_sum", Double.toString(p.lossSum()));
    map.put("loss_count", Long.toString(p.lossCount()));
    map.put("epoch_loss", Double.toString(p.epochLoss()));
    map.put("seconds", Double.toString(p.seconds()));
    map.put("best", Double.toString(p.best()));
    map.put("best_step", Long.toString(p.bestStep()));
    map.put("stale", Integer.toString(p.stale()));
    map.put(
        "plateau",
        p.plateau().scale()
            + " "
            + p.plateau().best()
            + " "
            + p.plateau().bad()
            + " "
            + p.plateau().cooling());
    return map;
  }

  private static Progress progress(Path file, Map<String, String> map) {
    if (!"gradus-checkpoint-1".equals(map.get("format"))) {
      throw new CheckpointException(
          file + ": has format " + map.get("format") + "; this version reads gradus-checkpoint-1");
    }
    String[] plateau = map.get("plateau").split(" ");
    return new Progress(
        Integer.parseInt(map.get("epoch")),
        Integer.parseInt(map.get("batch")),
        Long.parseLong(map.get("updates")),
        Long.parseLong(map.get("draws")),
        Double.parseDouble(map.get("loss_sum")),
        Long.parseLong(map.get("loss_count")),
        Double.parseDouble(map.get("epoch_loss")),
        Double.parseDouble(map.get("seconds")),
        Double.parseDouble(map.get("best")),
        Long.parseLong(map.get("best_step")),
        Integer.parseInt(map.get("stale")),
        new ReduceOnPlateau.State(
            Double.parseDouble(plateau[0]),
            Double.parseDouble(plateau[1]),
            Integer.parseInt(plateau[2]),
            Integer.parseInt(plateau[3])));
  }
}
