package gradus.train.data.file;

import gradus.train.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file the user named; knows how to say that it is missing or empty. Files compressed with gzip
 * are recognized by their first two bytes and unpacked on the way.
 */
public record InputFile(Path path) {
  /**
   * All bytes, unpacked.
   *
   * @throws DataException if the file is missing, empty, a folder, unreadable or a broken gzip
   */
  public byte[] bytes() {
    try (InputStream in = open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read to its end; fetch it again", e);
    }
  }

  /**
   * A stream of the unpacked bytes, for the caller to close.
   *
   * @throws DataException if the file is missing, empty, a folder or unreadable
   */
  public InputStream open() {
    require();
    try {
      return unpacked(
          new PushbackInputStream(new BufferedInputStream(Files.newInputStream(path)), 2));
    } catch (IOException e) {
      throw new DataException(path + ": cannot be opened; check it and the permission to read", e);
    }
  }

  /**
   * Only checks.
   *
   * @throws DataException if the file is missing, empty or a folder
   */
  public void require() {
    if (!Files.exists(path)) {
      throw new DataException(path + ": no such file; check the path");
    }
    if (Files.isDirectory(path)) {
      throw new DataException(path + ": is a folder; must be a file");
    }
    try {
      if (Files.size(path) == 0) {
        throw new DataException(path + ": the file is empty; must hold data");
      }
    } catch (IOException e) {
      throw new DataException(path + ": cannot be looked at; check the permission to read", e);
    }
  }

  private static InputStream unpacked(PushbackInputStream in) throws IOException {
    byte[] magic = in.readNBytes(2);
    in.unread(magic);
    boolean gzip = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
