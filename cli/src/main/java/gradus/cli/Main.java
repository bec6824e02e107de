package gradus.cli;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed its aim, 2 wrong use or input. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(Console.standard(), arguments));
  }
}
