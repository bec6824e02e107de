package gradus.train.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Finds the line that a dying process left without its end. */
final class TornLine {
  private static final int BLOCK = 8192;

  private TornLine() {}

  /** Where the torn line starts: just past the last line break; the file's size if none is torn. */
  static long start(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long to = channel.size(); to > 0; to -= BLOCK) {
      long from = Math.max(0, to - BLOCK);
      block.clear().limit((int) (to - from));
      while (block.hasRemaining() && channel.read(block, from + block.position()) > 0) {
        // A read may give less than was asked for.
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return from + i + 1;
        }
      }
    }
    return 0;
  }
}
