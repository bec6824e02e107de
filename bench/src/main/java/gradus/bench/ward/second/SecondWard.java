package gradus.bench.ward.second;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Writes the drafts of the second ward: run files, changed data and the table of claims. */
public final class SecondWard {
  private static final long FIRST_SEED = 1000;
  private static final long SEEDS = 900_000;

  private SecondWard() {}

  /**
   * Writes all into a folder called {@code second}, whose folder {@code data} must be there.
   *
   * @return how many drafts there are
   */
  public static int write(Path folder) {
    if (!Files.isDirectory(folder.resolve("data"))) {
      throw new IllegalArgumentException(
          "--draft: " + folder + " has no folder data; name bench/wards/second of the source tree");
    }
    Drafts drafts = all();
    ChangedData.write(folder.resolve("data"));
    try {
      for (var entry : drafts.nets.entrySet()) {
        Files.writeString(
            folder.resolve(entry.getKey() + ".yaml"), entry.getValue().yaml(seed(entry.getKey())));
      }
      Files.deleteIfExists(folder.resolve("claims.csv"));
      Files.writeString(
          folder.resolve("truth.csv"),
          Drafts.COLUMNS + "\n" + String.join("\n", drafts.lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
    return drafts.nets.size();
  }

  /** All drafts. */
  static Drafts all() {
    Drafts drafts = new Drafts();
    HealthyTrainings.add(drafts);
    SeeminglySick.add(drafts);
    SeeminglySickBySettings.add(drafts);
    FaultsOfFlow.add(drafts);
    FaultsOfUnits.add(drafts);
    FaultsOfNumbers.add(drafts);
    FaultsOfStart.add(drafts);
    FaultsOfPace.add(drafts);
    FaultsOfFit.add(drafts);
    return drafts;
  }

  private static long seed(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return FIRST_SEED + crc.getValue() % SEEDS;
  }
}
