package gradus.train.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that at any moment either the old or the new one is there, whole. */
public final class SafeFile {
  private SafeFile() {}

  /**
   * Writes the parts one after another to a temporary name, forces them to disk and renames.
   *
   * @throws CheckpointException if the file cannot be written; the old one stays
   */
  public static void write(Path file, ByteBuffer... parts) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        for (ByteBuffer part : parts) {
          while (part.hasRemaining()) {
            channel.write(part);
          }
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AccessDeniedException e) {
      throw new CheckpointException(file + ": no permission to write; choose another folder", e);
    } catch (IOException e) {
      remove(temporary);
      throw new CheckpointException(
          file
              + ": cannot be written ("
              + e.getMessage()
              + "); free some disk space or choose another folder; what was there before is kept",
          e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Nothing is lost: the temporary file is only rubbish.
      file.toFile().deleteOnExit();
    }
  }
}
