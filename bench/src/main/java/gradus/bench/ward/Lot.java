package gradus.bench.ward;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Chance that is always the same: the SHA-256 of a name. */
final class Lot {
  private Lot() {}

  /** As hexadecimal digits. */
  static String of(String name) {
    return of(name.getBytes(StandardCharsets.UTF_8));
  }

  /** As hexadecimal digits. */
  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a seed between 10,000 and 1,000,000, away from the small ones of certificates. */
  static long seed(String name) {
    return 10_000 + Long.parseLong(of(name).substring(0, 12), 16) % 990_000;
  }
}
