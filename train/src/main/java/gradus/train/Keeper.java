package gradus.train;

import java.util.Optional;

/** Saves where a training stands, and finds it again. */
public interface Keeper {
  /** Saves nothing. */
  Keeper NONE =
      new Keeper() {
        @Override
        public Optional<Progress> restore(Engine engine) {
          return Optional.empty();
        }

        @Override
        public String save(Engine engine, Progress progress, boolean best) {
          return "";
        }
      };

  /** Puts saved values into the engine and tells how far they had come; empty to begin anew. */
  Optional<Progress> restore(Engine engine);

  /**
   * Saves the values and the progress; {@code best} if no earlier one was better. Returns the
   * file's name.
   */
  String save(Engine engine, Progress progress, boolean best);
}
