package gradus.train.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The append-only file of a run's events. Each event is handed to the operating system as one whole
 * line before {@link #append} returns, so a process that dies loses nothing it has logged; at worst
 * it leaves one torn line at the end, which the next {@link #open} cuts off. Safe for many threads.
 */
public final class RunLog implements Closeable {
  /** The file's name inside a run folder. */
  public static final String FILE = "events.jsonl";

  private final Path file;
  private final FileChannel channel;
  private final JsonFields json = new JsonFields();
  private long end;

  private RunLog(Path file, FileChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  /**
   * Opens the log of a run folder to add to it; makes it if there is none.
   *
   * @throws UncheckedIOException if the file cannot be written
   * @throws IllegalStateException if another run is writing to it
   */
  public static RunLog open(Path runFolder) {
    Path file = runFolder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        lock(file, channel);
        long end = TornLine.start(channel);
        channel.truncate(end);
        return new RunLog(file, channel, end);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": cannot be written (" + e + "); choose a folder you may write to", e);
    }
  }

  /**
   * Adds one event as one line.
   *
   * @throws UncheckedIOException if it cannot be written; the file then ends with the event before
   */
  public synchronized void append(Event event) {
    ByteBuffer line = EventJson.write(event, json).end();
    try {
      long position = end;
      while (line.hasRemaining()) {
        position += channel.write(line, position);
      }
      end = position;
    } catch (IOException e) {
      forgetHalfLine(e);
      throw new UncheckedIOException(
          file + ": the event was not written (" + e.getMessage() + "); is the disk full?", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": could not be closed", e);
    }
  }

  private void forgetHalfLine(IOException cause) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Two writers would mix their steps. A file system without locks carries on without this. */
  private static void lock(Path file, FileChannel channel) {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw taken(file, e);
    } catch (IOException e) {
      return;
    }
    throw taken(file, null);
  }

  private static IllegalStateException taken(Path file, Exception cause) {
    return new IllegalStateException(
        file + ": another run is writing to it; wait for its end or choose another folder", cause);
  }
}
