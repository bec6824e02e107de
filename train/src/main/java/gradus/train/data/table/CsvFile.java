package gradus.train.data.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import gradus.train.data.DataException;
import gradus.train.data.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads CSV files (RFC 4180, UTF-8, plain or gzip) into tables. */
public final class CsvFile {
  private CsvFile() {}

  /**
   * Reads a file; empty lines are skipped, blanks around cells cut off.
   *
   * @param header whether the first line names the columns; else they are called column_0 and so on
   * @throws DataException if the file is missing, empty, ragged or no CSV (names the line)
   */
  public static Table read(Path path, char separator, boolean header) {
    try (InputStream in = new InputFile(path).open()) {
      return read(in, path.toString(), separator, header);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read to its end; fetch it again", e);
    }
  }

  /** The same from an open stream; the name is for messages. */
  public static Table read(InputStream in, String name, char separator, boolean header) {
    List<Table.Row> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .detectBomHeader(true)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(in)) {
      for (CsvRecord line : reader) {
        List<String> cells = line.getFields().stream().map(String::strip).toList();
        rows.add(new Table.Row(line.getStartingLineNumber(), cells));
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw new DataException(
          "%s: is no readable CSV near line %d; check quotes and encoding (UTF-8)"
              .formatted(name, rows.isEmpty() ? 1 : rows.getLast().line() + 1),
          e);
    }
    if (rows.size() < (header ? 2 : 1)) {
      throw new DataException(name + ": got no row of data; must hold at least one");
    }
    List<String> columns = header ? rows.removeFirst().cells() : numbered(rows.getFirst());
    check(name, columns, rows);
    return new Table(name, columns, rows);
  }

  private static List<String> numbered(Table.Row row) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      names.add("column_" + i);
    }
    return names;
  }

  private static void check(String name, List<String> columns, List<Table.Row> rows) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new DataException(
            "%s: two columns are called '%s'; names must differ, or read it without header"
                .formatted(name, column));
      }
    }
    for (Table.Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new DataException(
            "%s: line %d: got %d cells; must be %d like the first line, separated by the right sign"
                .formatted(name, row.line(), row.cells().size(), columns.size()));
      }
    }
  }
}
