package gradus.train.data.file;

import gradus.train.data.DataException;
import gradus.train.data.NearestName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Reads and writes npz files: a zip of npy files, one an array. */
public final class NpzFile {
  private static final String ENDING = ".npy";

  private NpzFile() {}

  /**
   * Reads all arrays, by name, in the order of the file.
   *
   * @throws DataException if the file is missing, empty, no npz file, or an array cannot be read
   */
  public static Map<String, NpyArray> read(Path path) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    new InputFile(path).require();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(ENDING)) {
          String bare = name.substring(0, name.length() - ENDING.length());
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          arrays.put(bare, NpyFile.parse(bytes, path + "/" + name));
        }
      }
    } catch (IOException e) {
      throw new DataException(
          path + ": is no npz file or damaged; must be a zip of .npy files, write it again", e);
    }
    if (arrays.isEmpty()) {
      throw new DataException(path + ": holds no array; must be a zip of .npy files");
    }
    return arrays;
  }

  /**
   * One array of a file.
   *
   * @throws DataException if it has none of that name (names the nearest)
   */
  public static NpyArray read(Path path, String name) {
    Map<String, NpyArray> arrays = read(path);
    NpyArray array = arrays.get(name);
    if (array == null) {
      throw new DataException(
          "%s: no array '%s'; the nearest is '%s'"
              .formatted(path, name, NearestName.to(name, arrays.keySet())));
    }
    return array;
  }

  /**
   * Writes arrays, not compressed, with a fixed date: equal arrays give equal bytes.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path path, Map<String, NpyArray> arrays) {
    try (OutputStream file = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
        byte[] bytes = NpyFile.format(array.getValue());
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(bytes);
      }
    } catch (IOException e) {
      throw new DataException(path + ": cannot be written; check folder, permission and space", e);
    }
  }
}
