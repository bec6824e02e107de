package gradus.bench.ward;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import gradus.health.Symptom;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code truth.csv}: a line for each case with the run file, {@code sick} or {@code healthy}, the
 * symptom and the layer. Columns are known by their names, in any order and case; without a line of
 * names they stand in the order above. Everything else is kept as it is.
 */
final class TruthTable {
  /** What the file is called in a ward. */
  static final String NAME = "truth.csv";

  private static final List<String> FILE =
      List.of("file", "run", "runfile", "path", "name", "case");
  private static final List<String> STATE =
      List.of(
          "state",
          "truth",
          "health",
          "sickorhealthy",
          "healthyorsick",
          "healthysick",
          "sickhealthy",
          "sick",
          "status",
          "label");
  private static final List<String> SYMPTOM =
      List.of("symptom", "symptoms", "class", "fault", "problem", "diagnosis");
  private static final List<String> LAYER = List.of("layer", "layers", "where", "location");

  private TruthTable() {}

  /**
   * Reads the table of a ward.
   *
   * @throws IllegalArgumentException if it is missing or a line cannot be understood
   */
  static List<Truth> read(Path ward) {
    Path file = ward.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          ward
              + ": holds no "
              + NAME
              + "; a ward is a folder of run files with this table:"
              + " file,healthy or sick,symptom,layer");
    }
    return readFile(file);
  }

  /** Reads a table of any name. */
  static List<Truth> readFile(Path file) {
    return read(text(file), file.toString());
  }

  static List<Truth> read(String text, String file) {
    List<List<String>> rows = rows(text, file);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(file + ": is empty; must have a line for each run file");
    }
    boolean headed = rows.getFirst().stream().noneMatch(cell -> cell.matches(".*\\.ya?ml"));
    List<String> names =
        headed
            ? rows.getFirst().stream().map(Words::plain).toList()
            : List.of("file", "state", "symptom", "layer");
    Columns columns = Columns.of(names, file);
    List<Truth> truths = new ArrayList<>();
    for (int i = headed ? 1 : 0; i < rows.size(); i++) {
      truths.add(columns.truth(rows.get(i), file + ":" + (i + 1)));
    }
    return truths;
  }

  private record Columns(List<String> names, int file, int state, int symptom, int layer) {
    static Columns of(List<String> names, String file) {
      Columns found =
          new Columns(
              names, at(names, FILE), at(names, STATE), at(names, SYMPTOM), at(names, LAYER));
      if (found.file < 0 || (found.state < 0 && found.symptom < 0)) {
        throw new IllegalArgumentException(
            file
                + ": got the columns "
                + String.join(", ", names)
                + "; must have 'file' and 'healthy or sick' or 'symptom'");
      }
      return found;
    }

    private static int at(List<String> names, List<String> known) {
      return known.stream().map(names::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
    }

    Truth truth(List<String> cells, String place) {
      String run = cell(cells, file);
      if (run.isEmpty()) {
        throw new IllegalArgumentException(place + ": names no run file; give it in 'file'");
      }
      String word = cell(cells, symptom);
      boolean none = word.isEmpty() || word.equals("-") || Words.plain(word).equals("none");
      Optional<Boolean> said = state < 0 ? Optional.of(!none) : Words.sick(cell(cells, state));
      if (said.isEmpty() && none) {
        throw new IllegalArgumentException(
            place + ": got '" + cell(cells, state) + "'; must be sick or healthy");
      }
      boolean sick = said.orElse(!none) && !Words.sick(word).equals(Optional.of(false));
      if (sick && none) {
        throw new IllegalArgumentException(place + ": is sick of nothing; give its symptom");
      }
      try {
        List<Symptom> symptoms = sick ? Words.symptoms(word) : List.of();
        List<Symptom> also = new ArrayList<>(symptoms.subList(sick ? 1 : 0, symptoms.size()));
        Map<String, String> more = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          if (i != file && i != state && i != symptom && i != layer) {
            more.put(names.get(i), cell(cells, i));
          }
        }
        also.addAll(sick ? Words.symptoms(more.getOrDefault("also", "")) : List.of());
        return new Truth(run, symptoms.stream().findFirst(), also, sick ? layer(cells) : "", more);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
      }
    }

    private String layer(List<String> cells) {
      String given = cell(cells, layer);
      String plain = given.toLowerCase(Locale.ROOT);
      return plain.equals("-") || plain.equals("none") || plain.equals("all") ? "" : given;
    }

    private static String cell(List<String> cells, int at) {
      return at < 0 || at >= cells.size() ? "" : cells.get(at).strip();
    }
  }

  /** The table as text, cells with commas in quotes. */
  static String text(List<Truth> truths, List<String> more) {
    StringWriter text = new StringWriter();
    try (CsvWriter lines = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> names = new ArrayList<>(List.of("file", "state", "symptom", "layer"));
      names.addAll(more);
      lines.writeRecord(names);
      truths.forEach(truth -> lines.writeRecord(cells(truth, more)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> cells(Truth truth, List<String> more) {
    List<String> cells = new ArrayList<>();
    cells.add(truth.file());
    cells.add(truth.sick() ? "sick" : "healthy");
    cells.add(truth.symptom().map(Symptom::word).orElse(""));
    cells.add(truth.layer());
    for (String name : more) {
      cells.add(
          name.equals("also")
              ? truth.also().stream().map(Symptom::word).collect(Collectors.joining("|"))
              : truth.get(name));
    }
    return cells;
  }

  private static List<List<String>> rows(String text, String file) {
    List<List<String>> rows = new ArrayList<>();
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String first = clean.lines().findFirst().orElse("");
    char separator = first.contains(",") ? ',' : first.contains(";") ? ';' : '\t';
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(clean)) {
      for (CsvRecord row : reader) {
        List<String> cells = row.getFields();
        if (!cells.stream().allMatch(String::isBlank) && !cells.getFirst().startsWith("#")) {
          rows.add(cells);
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read as UTF-8 text", e);
    }
  }
}
