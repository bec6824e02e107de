package gradus.bench.ward;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.train.run.RunFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trains drafts with many seeds, several trainings at once with a thread each, all with one
 * compiler so that equal loops are compiled once; what was trained before is not trained again.
 */
public final class Certifier {
  /** Paired seeds of a certificate. */
  static final int SEEDS = 10;

  /** Why a draft is left out whose seeds are not all trained. */
  static final String NOT_YET = "not trained yet";

  private static final int EACH = 100;

  /** Look-alikes that are trained for each fault of a symptom. */
  private static final int SHARES = 5;

  /** What may be the path of a data file in the text of a run file. */
  private static final Pattern PATH = Pattern.compile("[^\\s,:'\"{}\\[\\]]+");

  private final Function<Draft, Path> files;
  private final boolean writes;
  private final int team;
  private final Consumer<String> told;
  private final TrialStore store;
  private final Compiler compiler = new Compiler(Cpu.detect());
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private final AtomicInteger done = new AtomicInteger();
  private final long end;

  /**
   * In a folder, which gets {@code build/} with what is trained.
   *
   * @param team trainings at once
   * @param seconds after which no training is begun any more; what lacks trials is left out
   * @param told is told how far it is
   */
  Certifier(Path place, int team, double seconds, Consumer<String> told) {
    this(place, draft -> draft.name() + ".yaml", true, team, seconds, told);
  }

  /** For drafts whose run files lie in a folder already, under their names. */
  static Certifier ofFiles(Path place, int team, double seconds, Consumer<String> told) {
    return new Certifier(place, draft -> "../" + draft.name(), false, team, seconds, told);
  }

  private Certifier(
      Path place,
      Function<Draft, String> files,
      boolean writes,
      int team,
      double seconds,
      Consumer<String> told) {
    this.files = draft -> place.resolve("build").resolve(files.apply(draft)).normalize();
    this.writes = writes;
    this.end = System.nanoTime() + (long) (1e9 * seconds);
    this.team = team;
    this.told = told;
    write(place.resolve("build/README"), "Drafts and trials of certificates; can be deleted.\n");
    this.store = new TrialStore(place.resolve("build/trials.jsonl"));
  }

  /** A certificate for each draft, in order. */
  List<Certificate> certify(List<Draft> drafts) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      if (writes) {
        write(file(draft), draft.yaml());
      }
      prepare(draft).ifPresent(key -> keys.put(draft.name(), key));
    }
    List<Draft> order = inTurn(drafts.stream().filter(d -> keys.containsKey(d.name())).toList());
    List<Future<?>> work = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(team)) {
      for (Draft draft : order) {
        for (long seed = 1; seed <= SEEDS; seed++) {
          long own = seed;
          if (store.get(keys.get(draft.name()), own).isEmpty()) {
            work.add(workers.submit(() -> train(draft, keys.get(draft.name()), own)));
          }
        }
      }
      told.accept(work.size() + " trainings to do, " + team + " at once");
      for (Future<?> one : work) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("certificates: interrupted; run it again to go on", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("certificates: a training failed", e.getCause());
    }
    return drafts.stream().map(draft -> certificate(draft, keys)).toList();
  }

  private Certificate certificate(Draft draft, Map<String, String> keys) {
    if (refused.containsKey(draft.name())) {
      return Certificate.leftOut(draft, "refused: " + refused.get(draft.name()));
    }
    if (refused.containsKey(draft.twin())) {
      return Certificate.leftOut(draft, "its twin: refused: " + refused.get(draft.twin()));
    }
    List<Trial> own = trials(keys.get(draft.name()));
    List<Trial> twins = draft.twin().isEmpty() ? List.of() : trials(keys.get(draft.twin()));
    return own.size() < SEEDS || (!draft.twin().isEmpty() && twins.size() < SEEDS)
        ? Certificate.leftOut(draft, NOT_YET)
        : Certificate.of(draft, own, twins);
  }

  /** What could not be trained, by name, and why; a sentence each. */
  Map<String, String> refused() {
    return new TreeMap<>(refused);
  }

  /** Healthy nets first, then look-alikes and a fault of each symptom in turn. */
  private static List<Draft> inTurn(List<Draft> drafts) {
    Map<String, Deque<Draft>> groups = new TreeMap<>();
    List<Draft> order = new ArrayList<>();
    drafts.stream()
        .sorted(Comparator.comparing(draft -> Lot.of(draft.name())))
        .forEach(
            draft -> {
              if (draft.kind().equals("plain")) {
                order.add(draft);
              } else {
                String group =
                    draft
                        .symptom()
                        .map(symptom -> draft.kind() + symptom.word())
                        .orElse("lookalike" + draft.name().length() % SHARES);
                groups.computeIfAbsent(group, _ -> new ArrayDeque<>()).add(draft);
              }
            });
    while (!groups.isEmpty()) {
      groups.values().forEach(group -> order.add(group.removeFirst()));
      groups.values().removeIf(Deque::isEmpty);
    }
    return order;
  }

  private List<Trial> trials(String key) {
    List<Trial> trials = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      store.get(key, seed).ifPresent(trials::add);
    }
    return trials;
  }

  private void train(Draft draft, String key, long seed) {
    if (refused.containsKey(draft.name()) || System.nanoTime() > end) {
      return;
    }
    Trial trial;
    try {
      trial = Trial.run(RunFile.read(file(draft)), seed, compiler, List.of());
    } catch (RuntimeException e) {
      refuse(draft, e);
      return;
    }
    store.put(key, draft.name(), trial);
    if (done.incrementAndGet() % EACH == 0) {
      told.accept(done.get() + " trainings done");
    }
  }

  /** The key of a draft; nothing, and it is refused, if its run file or its data cannot be read. */
  private Optional<String> prepare(Draft draft) {
    try {
      RunFile.read(file(draft));
      return Optional.of(key(draft));
    } catch (RuntimeException e) {
      refuse(draft, e);
      return Optional.empty();
    }
  }

  private void refuse(Draft draft, RuntimeException problem) {
    String message =
        switch (problem) {
          case IllegalArgumentException wrong -> String.valueOf(wrong.getMessage());
          case UncheckedIOException unread -> String.valueOf(unread.getMessage());
          default -> "stopped by an error of its own (" + problem + ")";
        };
    Path folder = file(draft).getParent();
    String why =
        message
            .replace(folder.toAbsolutePath().normalize() + File.separator, "")
            .replace(folder + File.separator, "")
            .replaceAll("\\s*\\R\\s*", " ");
    if (refused.putIfAbsent(draft.name(), why) == null) {
      told.accept(draft.name() + ": refused: " + why);
    }
  }

  private Path file(Draft draft) {
    return files.apply(draft);
  }

  /**
   * The hash of a run file and of all data files that it names; without how often is measured,
   * which changes no bit of a training.
   */
  private String key(Draft draft) {
    StringBuilder all = new StringBuilder(draft.yaml().replaceFirst("(?m)^health:.*\n?", ""));
    Matcher matcher = PATH.matcher(draft.yaml());
    Path folder = file(draft).toAbsolutePath().getParent();
    try {
      while (matcher.find()) {
        if (matcher.group().matches(".*[./].*")
            && exists(folder, matcher.group())
            && Files.isRegularFile(folder.resolve(matcher.group()))) {
          all.append(Lot.of(Files.readAllBytes(folder.resolve(matcher.group()))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(draft.name() + ": its data cannot be read", e);
    }
    return Lot.of(all.toString()).substring(0, 16);
  }

  /** A run file's text for another folder: the files and folders that it names are still found. */
  static String moved(String yaml, Path from, Path to) {
    Path home = from.toAbsolutePath().normalize();
    Path away = to.toAbsolutePath().normalize().relativize(home);
    return PATH.matcher(yaml)
        .replaceAll(
            found -> {
              String path = found.group();
              boolean file = path.matches("[^/].*[./].*") && exists(home, path);
              String moved = away.resolve(file ? path : "").normalize().toString();
              return Matcher.quoteReplacement(file ? moved.replace('\\', '/') : path);
            });
  }

  private static boolean exists(Path folder, String path) {
    try {
      return Files.exists(folder.resolve(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
