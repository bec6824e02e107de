package gradus.core.compile;

import gradus.core.ir.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts short steps that do not need each other side by side: they share one handing out of tasks to
 * the team, and what one of them is too small for keeps no thread waiting. A step moves to an
 * earlier stage, by a few places at most, so that it still finds what it reads in the caches.
 */
final class Staging {
  /** How many stages back a step may go. */
  private static final int WINDOW = 4;

  /** The bytes that the steps of a stage read and write, about: some hundred microseconds. */
  private static final double MOST = 1 << 23;

  /** A step that is so small in bytes may join any stage. */
  private static final double SMALL = 1 << 16;

  private final Replaced replaced;
  private final List<Stage> stages = new ArrayList<>();

  private Staging(Replaced replaced) {
    this.replaced = replaced;
  }

  /** The steps of a program in stages, which run one after another. */
  static List<Stage> of(List<Step> steps, Replaced replaced) {
    Staging staging = new Staging(replaced);
    steps.forEach(staging::place);
    return staging.stages;
  }

  private void place(Step step) {
    Set<Node> overwritten = replaced.by(step);
    double bytes = Work.bytes(step);
    Stage home = null;
    for (int k = stages.size() - 1; k >= Math.max(0, stages.size() - WINDOW); k--) {
      Stage stage = stages.get(k);
      if (stage.precedes(step, overwritten)) {
        break;
      }
      if (bytes <= SMALL || stage.bytes() + bytes <= MOST) {
        home = stage;
      }
    }
    if (home == null) {
      home = new Stage();
      stages.add(home);
    }
    home.add(step, overwritten, bytes);
  }
}
