package gradus.bench;

import gradus.train.Rehearsal;

/** Where {@code gradus bench} begins. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong use. */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("steps")) {
      Rehearsal.begin();
    }
    System.exit(BenchCommand.line().execute(arguments));
  }
}
