package gradus.train.run;

import gradus.train.Listener;
import gradus.train.NonFinite;
import gradus.train.Result;
import gradus.train.Trainer;
import gradus.train.checkpoint.CheckpointException;
import gradus.train.checkpoint.Checkpoints;
import gradus.train.checkpoint.ModelFile;
import gradus.train.checkpoint.SafeFile;
import gradus.train.data.Dataset;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.log.RunLog;
import gradus.train.log.RunLogReader;
import gradus.train.report.Report;
import gradus.train.report.ReportPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run in its folder: the run file as executed, the log, checkpoints, the model, the report. It
 * can be interrupted at any moment and goes on from its last checkpoint to the same bits.
 */
public final class Run {
  /** The run file as executed. */
  public static final String RUN_FILE = "run.yaml";

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /** At least so long from one report to the next... */
  private static final long REPORT_NANOS = 10_000_000_000L;

  /** ...and so many times as long as it took to write the last: 2 % of the time. */
  private static final long REPORT_TIMES = 50;

  private final Path folder;
  private final RunFile file;
  private final boolean resumed;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private volatile Trainer trainer;
  private volatile boolean stopped;
  private Prepared prepared;
  private long nextReport = System.nanoTime() + REPORT_NANOS;

  private Run(Path folder, RunFile file, boolean resumed) {
    this.folder = folder;
    this.file = file;
    this.resumed = resumed;
  }

  /**
   * A new run in a new folder {@code name-time}.
   *
   * @param parent where the folder is made; null for what the run file says
   * @throws CheckpointException if the folder cannot be made
   */
  public static Run create(RunFile file, Path parent) {
    Path in = parent == null ? Path.of(file.output()) : parent;
    String name =
        file.name().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + LocalDateTime.now().format(TIME);
    Path folder = fresh(in, name);
    SafeFile.write(
        folder.resolve(RUN_FILE), ByteBuffer.wrap(file.toYaml().getBytes(StandardCharsets.UTF_8)));
    return new Run(folder, file, false);
  }

  private static Path fresh(Path in, String name) {
    try {
      Files.createDirectories(in);
      for (int i = 1; ; i++) {
        try {
          return Files.createDirectory(in.resolve(i == 1 ? name : name + "-" + i));
        } catch (FileAlreadyExistsException e) {
          if (i == 1000) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new CheckpointException(
          in + ": a folder for the run cannot be made: " + SafeFile.remedy(e) + " with --output",
          e);
    }
  }

  /**
   * A run that was interrupted.
   *
   * @throws CheckpointException if the folder is not that of a run
   */
  public static Run open(Path folder) {
    if (!Files.exists(folder.resolve(RUN_FILE))) {
      throw new CheckpointException(
          folder + ": holds no " + RUN_FILE + "; give the folder of a run");
    }
    return new Run(folder, RunFile.read(folder.resolve(RUN_FILE)), true);
  }

  /**
   * Whether the run came to its end and its model is written, so that nothing is left to resume.
   */
  public boolean ended() {
    return Files.exists(folder.resolve(ModelFile.DESCRIPTION))
        && RunLogReader.read(folder)
            .last(Event.class)
            .map(
                last -> last instanceof Event.RunEnded end && end.reason() != EndReason.INTERRUPTED)
            .orElse(false);
  }

  /** The folder of the run. */
  public Path folder() {
    return folder;
  }

  /** The run file. */
  public RunFile file() {
    return file;
  }

  /**
   * What the caller decides, not the run file.
   *
   * @param threads computing threads; 0 for what the run file says
   * @param overfitBatch whether only the first batch is learned, as a check
   * @param listeners who is told
   * @param parts what the report shows besides its own
   */
  public record Options(
      int threads, boolean overfitBatch, List<Listener> listeners, List<ReportPart> parts) {
    /** With a report of its own parts alone. */
    public Options(int threads, boolean overfitBatch, List<Listener> listeners) {
      this(threads, overfitBatch, listeners, List.of());
    }
  }

  /** Something else that the log tells when the run begins, and its report in a table. */
  public Run fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /** Trains to the end, or until {@link #stop}. */
  public Result train(Options options) {
    Prepared prepared = prepared();
    Trainer made = prepared.trainer();
    try (RunLog log = RunLog.open(folder)) {
      made.overfitBatch(options.overfitBatch())
          .listen(log::append)
          .listen(event -> report(event, options.parts()))
          .keeper(
              new Checkpoints(
                  folder.resolve("checkpoints"),
                  resumed,
                  message -> log.append(new Event.Warning(0, "checkpoint", message))));
      options.listeners().forEach(made::listen);
      facts.forEach(made::fact);
      if (options.threads() > 0) {
        made.threads(options.threads());
      }
      trainer = made;
      if (stopped) {
        made.stop();
      }
      Result result = made.fit(prepared.split());
      ModelFile.write(
          folder,
          new ModelFile.Content(
              result.model(), prepared.classes(), prepared.preparation(), provenance(prepared)));
      Report.write(folder, options.parts());
      return result;
    }
  }

  /** Its data, loaded once, and its trainer. */
  public Prepared prepared() {
    if (prepared == null) {
      prepared = Prepared.of(file);
    }
    return prepared;
  }

  private Map<String, Object> provenance(Prepared prepared) {
    Dataset train = prepared.split().train();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("run", file.name());
    map.put("seed", file.seed());
    map.put("data", train.name());
    map.put("data_hash", train.hash());
    map.put("columns", train.columns());
    map.put("jdk", Runtime.version().toString());
    map.put("run_file", file.toYaml());
    return map;
  }

  /**
   * Trains again from the last checkpoint before the run was not finite, and finds the operation
   * that made the first value that is NaN or infinite; empty if there is none up to the last step
   * of the log. Writes nothing.
   */
  public Optional<NonFinite> findNonFinite() {
    Prepared prepared = Prepared.of(file);
    long updates = RunLogReader.read(folder).steps() + 1;
    return prepared
        .trainer()
        .keeper(new Checkpoints(folder.resolve("checkpoints"), true, _ -> {}))
        .findNonFinite(prepared.split(), updates);
  }

  /** Keeps the report up to date during long runs. */
  private void report(Event event, List<ReportPart> parts) {
    if (event instanceof Event.EpochDone && System.nanoTime() - nextReport > 0) {
      long begin = System.nanoTime();
      Report.write(folder, parts);
      long end = System.nanoTime();
      nextReport = end + Math.max(REPORT_NANOS, REPORT_TIMES * (end - begin));
    }
  }

  /** Asks the run to finish its step, save and end; from any thread. */
  public void stop() {
    stopped = true;
    if (trainer != null) {
      trainer.stop();
    }
  }
}
