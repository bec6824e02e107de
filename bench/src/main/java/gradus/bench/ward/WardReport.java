package gradus.bench.ward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Visits wards and writes what came of it: tables as Markdown, and each visit as a line of JSON.
 */
public final class WardReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private WardReport() {}

  /**
   * What is wanted.
   *
   * @param wards the folders
   * @param sample so many cases of each; 0 for all
   * @param team trainings at once
   * @param shift what is added to the seeds of run files
   * @param names whether failures in sealed halves are named
   * @param ablation whether our own physician also stands without each of its detectors
   * @param repair whether repairs are measured too, which takes five trainings a case and healer
   * @param output the folder for {@code tables.md}, {@code rows.jsonl} and {@code outcomes.jsonl}
   */
  public record Options(
      List<Path> wards,
      int sample,
      int team,
      long shift,
      boolean names,
      boolean ablation,
      boolean repair,
      Path output) {}

  private static final String OUTCOMES = "outcomes.jsonl";

  /** Trainings that a healer may spend on a case. */
  private static final double BUDGET = 3;

  /** In the order of tables. */
  private static List<Healer> healers() {
    List<Healer> healers = new ArrayList<>(List.of(new GradusHealer()));
    healers.addAll(BlindRepairs.ALL);
    return healers;
  }

  /** Visits all wards; gives the tables in lines. */
  public static List<String> write(Options options, Consumer<String> told) {
    List<Ward> wards = options.wards.stream().map(Ward::read).toList();
    List<Physician> physicians = new ArrayList<>(List.of(new DoctorPhysician()));
    physicians.addAll(Baselines.ALL);
    if (options.ablation) {
      physicians.addAll(Ablation.physicians());
    }
    List<String> names = physicians.stream().map(Physician::name).toList();
    Path rows = options.output.resolve("rows.jsonl");
    Certifier.write(rows, "");
    if (options.repair) {
      Certifier.write(options.output.resolve(OUTCOMES), "");
    }
    Rounds rounds = new Rounds(physicians, options.team, options.shift);
    List<String> lines = new ArrayList<>();
    for (Ward whole : wards) {
      Ward ward = options.sample > 0 ? whole.sample(options.sample) : whole;
      told.accept(ward.folder() + ": " + ward.truths().size() + " cases");
      List<Visit> visits = rounds.visit(ward, visit -> append(rows, visit.row(ward.name())));
      boolean sealed = ward.name().equals("sealed") && !options.names;
      lines.addAll(Pages.of(ward.name(), visits, names, !sealed));
      if (options.repair) {
        told.accept(ward.folder() + ": repairs");
        lines.addAll(repairs(ward, options));
      }
    }
    Certifier.write(options.output.resolve("tables.md"), String.join("\n", lines) + "\n");
    return lines;
  }

  private static List<String> repairs(Ward ward, Options options) {
    Repairs repairs = new Repairs(options.output, options.team, BUDGET);
    Map<String, List<Repairs.Outcome>> byHealer = new LinkedHashMap<>();
    Path rows = options.output.resolve(OUTCOMES);
    for (Healer healer : healers()) {
      List<Repairs.Outcome> outcomes = repairs.of(ward, healer);
      outcomes.forEach(outcome -> append(rows, outcome.row(ward.name(), healer.name())));
      byHealer.put(healer.name(), outcomes);
    }
    return Repairs.table(byHealer);
  }

  private static void append(Path rows, Map<String, Object> row) {
    try {
      Files.write(
          rows,
          (JSON.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(rows + " cannot be written", e);
    }
  }
}
