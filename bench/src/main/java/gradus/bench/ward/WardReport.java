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
   * @param output the folder for {@code tables.md} and {@code rows.jsonl}
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
    Rounds rounds = new Rounds(physicians, options.team, options.shift);
    List<String> lines = new ArrayList<>();
    for (Ward whole : wards) {
      Ward ward = options.sample > 0 ? whole.sample(options.sample) : whole;
      told.accept(ward.folder() + ": " + ward.truths().size() + " cases");
      List<Visit> visits = rounds.visit(ward, visit -> append(rows, visit, ward.name()));
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
    healers().forEach(healer -> byHealer.put(healer.name(), repairs.of(ward, healer)));
    return Repairs.table(byHealer);
  }

  private static void append(Path rows, Visit visit, String ward) {
    try {
      Files.write(
          rows,
          (JSON.writeValueAsString(visit.row(ward)) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(rows + " cannot be written", e);
    }
  }
}
