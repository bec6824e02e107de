package gradus.bench.ward;

import gradus.health.Finding;
import gradus.train.Listener;
import gradus.train.run.Prepared;
import java.util.List;

/** Who looks at trainings and says what is wrong: Gradus, or a baseline beside it. */
public interface Physician {
  /** As it stands in tables. */
  String name();

  /** What it says before the first step. */
  List<Finding> before(Prepared run);

  /** Begins to watch a training. */
  Watch watch(Prepared run);

  /** One training under watch. */
  interface Watch extends Listener {
    /** What it said so far, in the order in which it arose. */
    List<Finding> told();

    /** What it says at the end, the most important first. */
    List<Finding> diagnosis();
  }
}
