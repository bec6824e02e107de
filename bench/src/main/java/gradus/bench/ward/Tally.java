package gradus.bench.ward;

import gradus.bench.ward.Visit.Opinion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What one physician got right in some visits.
 *
 * @param detected patients with an alarm
 * @param first patients whose first alarm has the right class
 * @param firstLenient the same, where what the fault makes besides is right too
 * @param within patients with the right class among the alarms
 * @param layer patients with a known layer, and it is named
 * @param near the same, or a layer beside it
 * @param falseAlarms healthy runs with an alarm
 * @param abstained cases with notes but without an alarm
 * @param healthySteps steps of healthy runs
 * @param alarms alarms in healthy runs
 * @param left the median part of the training that was still to come at the first alarm
 * @param early patients whose first alarm came before the harm could be seen
 */
record Tally(
    Interval detected,
    Interval first,
    Interval firstLenient,
    Interval within,
    Interval layer,
    Interval near,
    Interval falseAlarms,
    Interval abstained,
    long healthySteps,
    int alarms,
    double left,
    Interval early) {

  /** Counts the opinions of a physician. */
  static Tally of(List<Visit> visits, String physician) {
    Count detected = new Count();
    Count first = new Count();
    Count lenient = new Count();
    Count within = new Count();
    Count layer = new Count();
    Count near = new Count();
    Count falseAlarms = new Count();
    Count abstained = new Count();
    Count early = new Count();
    long steps = 0;
    int alarms = 0;
    List<Double> left = new ArrayList<>();
    for (Visit visit : visits) {
      Opinion opinion = visit.opinions().get(physician);
      boolean alarm = opinion.alarm().isPresent();
      boolean works = !visit.failed();
      abstained.add(opinion.abstained());
      if (!visit.truth().sick()) {
        falseAlarms.add(alarm || visit.failed());
        steps += visit.steps();
        alarms += opinion.ranked().size();
        continue;
      }
      detected.add(alarm && works);
      first.add(works && opinion.first(visit.strict()));
      lenient.add(works && opinion.first(visit.lenient()));
      within.add(works && opinion.within(visit.lenient()));
      if (!visit.truth().layer().isEmpty()) {
        int distance = works ? opinion.distance(visit.lenient()).orElse(99) : 99;
        layer.add(distance == 0);
        near.add(distance <= 1);
      }
      if (alarm && works) {
        long at = opinion.alarm().orElseThrow();
        left.add(1 - (double) at / Math.max(1, Math.max(visit.planned(), at)));
        early.add(at < visit.damage());
      }
    }
    Collections.sort(left);
    return new Tally(
        detected.interval(),
        first.interval(),
        lenient.interval(),
        within.interval(),
        layer.interval(),
        near.interval(),
        falseAlarms.interval(),
        abstained.interval(),
        steps,
        alarms,
        left.isEmpty() ? Double.NaN : left.get(left.size() / 2),
        early.interval());
  }

  /** False alarms a thousand steps of healthy training, with an exact interval. */
  String perThousand() {
    if (healthySteps == 0) {
      return "–";
    }
    Interval rate = Interval.of((int) Math.min(alarms, healthySteps), (int) healthySteps);
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f–%.3f)",
        1000 * rate.share(),
        1000 * rate.low(),
        1000 * rate.high());
  }

  private static final class Count {
    private int hits;
    private int of;

    void add(boolean hit) {
      hits += hit ? 1 : 0;
      of++;
    }

    Interval interval() {
      return Interval.of(hits, of);
    }
  }
}
