package gradus.bench.ward;

import gradus.health.Case;
import gradus.health.preflight.Preflight;
import gradus.train.run.Prepared;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is seen before a training, found once for all physicians who look at it. */
final class Consultation {
  private static final int KEPT = 8;

  private final Deque<Seen> seen = new ArrayDeque<>();

  private record Seen(Prepared run, Case patient) {}

  /** The case before training. */
  Case before(Prepared run) {
    synchronized (seen) {
      for (Seen each : seen) {
        if (each.run == run) {
          return each.patient;
        }
      }
    }
    Case patient = Preflight.patient(run);
    synchronized (seen) {
      seen.addFirst(new Seen(run, patient));
      if (seen.size() > KEPT) {
        seen.removeLast();
      }
    }
    return patient;
  }
}
