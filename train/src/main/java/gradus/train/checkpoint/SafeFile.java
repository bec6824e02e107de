package gradus.train.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
    } catch (IOException e) {
      remove(temporary);
      throw new CheckpointException(file + ": cannot be written: " + remedy(e), e);
    }
  }

  /** Why a file or folder cannot be written, and what to do: the end of a sentence. */
  public static String remedy(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e ->
          "no permission for " + e.getFile() + "; choose another folder";
      case FileAlreadyExistsException e ->
          e.getFile() + " is a file, not a folder; choose another folder";
      case FileSystemException e when e.getReason() != null ->
          e.getReason() + "; free some disk space or choose another folder";
      default -> failure.getMessage() + "; free some disk space or choose another folder";
    };
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
