package gradus.cli;

import gradus.train.Rehearsal;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed its aim, 2 wrong use or input. */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("train")) {
      Rehearsal.begin();
    }
    System.exit(Commands.run(Console.standard(), arguments));
  }
}
