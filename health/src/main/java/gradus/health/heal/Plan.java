package gradus.health.heal;

import gradus.health.Finding;
import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Facts;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import gradus.health.heal.remedy.OddSettings;
import gradus.health.heal.remedy.Remedies;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes to be tried for what was found, the smallest first: the first remedy of each finding,
 * then the second of each, and so on; at last two findings at once.
 */
final class Plan {
  private static final int VARIANTS = 3;

  private final List<Remedy> remedies;
  private final Facts facts;
  private final Set<List<Object>> known = new HashSet<>();

  Plan(List<Remedy> remedies, Facts facts, RunFile run) {
    this.remedies = remedies;
    this.facts = facts;
    known.add(List.of(run, List.of()));
  }

  /**
   * The change to be proved before others are tried: a run without the settings that are rarely
   * meant; if there are none, what a finding itself names. A rate that is found too low is not set
   * to the usual one: trials look for it.
   */
  Optional<Draft> specific(Draft from, List<Finding> findings) {
    boolean slow = findings.stream().anyMatch(one -> one.symptom() == Symptom.RATE_TOO_LOW);
    List<Finding> odd = new ArrayList<>(OddSettings.of(from, facts));
    odd.removeIf(note -> slow && note.symptom() == Symptom.RATE_TOO_LOW);
    Optional<Draft> undone = undone(from, odd);
    if (undone.isPresent()) {
      return undone;
    }
    for (Finding finding : kinds(findings)) {
      for (String name : specific(from, finding)) {
        List<Draft> drafts = new ArrayList<>();
        add(drafts, prescribed(from, finding, name), 1);
        if (!drafts.isEmpty()) {
          return Optional.of(drafts.getFirst());
        }
      }
    }
    return Optional.empty();
  }

  /** A fixed factor or offset that a finding names is undone first. */
  private static List<String> specific(Draft from, Finding finding) {
    List<String> names = new ArrayList<>(Remedies.specific(finding));
    if (from.pieces().stream().anyMatch(one -> one.scales() && one.isOf(finding.layer()))) {
      names.addFirst("drop_rescale");
    }
    return names;
  }

  /** A run without settings that are rarely meant, whether or not they seem to do harm. */
  Optional<Draft> undone(Draft from, List<Finding> odd) {
    Draft all = from;
    for (Finding note : odd) {
      for (String name : note.remedies()) {
        List<Draft> drafts = prescribed(all, note, name);
        all = drafts.isEmpty() ? all : drafts.getFirst();
      }
    }
    List<Draft> drafts = new ArrayList<>();
    add(drafts, List.of(all), 1);
    return drafts.stream().findFirst();
  }

  /**
   * Of what the doctor only noted, what a remedy undoes that fits nowhere else, each with that
   * remedy alone. What is frozen may be frozen on purpose.
   */
  List<Finding> undoable(Draft from, List<Finding> notes) {
    List<Finding> undoable = new ArrayList<>();
    for (Finding note : kinds(notes)) {
      if (note.symptom() != Symptom.FROZEN_PARAMETERS) {
        specific(from, note).stream()
            .filter(name -> !prescribed(from, note, name).isEmpty())
            .findFirst()
            .ifPresent(name -> undoable.add(note.remedies(name)));
      }
    }
    return undoable;
  }

  /** At most so many drafts that change a given one; none is given twice. */
  List<Draft> drafts(Draft from, List<Finding> findings, int most) {
    List<Draft> drafts = new ArrayList<>();
    List<Finding> kinds = kinds(findings);
    List<Iterator<String>> names =
        kinds.stream().map(finding -> Remedies.names(finding).iterator()).toList();
    int together = kinds.size() > 1 && most > 3 ? 1 : 0;
    while (drafts.size() < most - together && names.stream().anyMatch(Iterator::hasNext)) {
      for (int i = 0; i < kinds.size(); i++) {
        if (names.get(i).hasNext() && drafts.size() < most - together) {
          add(drafts, prescribed(from, kinds.get(i), names.get(i).next()), most - together);
        }
      }
    }
    if (together > 0) {
      Draft all = from;
      for (Finding finding : kinds) {
        all = first(all, finding);
      }
      add(drafts, List.of(all), most);
    }
    return drafts;
  }

  /** A draft with rates near by; a draft that was made before is not among them. */
  List<Draft> neighbours(Draft from) {
    List<Draft> drafts = new ArrayList<>();
    List<Draft> near = Remedies.near(from);
    add(drafts, near, near.size());
    return drafts;
  }

  /** One finding for each symptom, the worst; without what other findings bring about. */
  private static List<Finding> kinds(List<Finding> findings) {
    List<Finding> causes =
        findings.stream()
            .filter(
                finding ->
                    finding.symptom() != Symptom.NOT_DECREASING
                        && finding.symptom() != Symptom.OSCILLATING)
            .toList();
    List<Finding> kinds = new ArrayList<>();
    for (Finding finding : causes.isEmpty() ? findings : causes) {
      if (kinds.stream().noneMatch(kind -> kind.symptom() == finding.symptom())) {
        kinds.add(finding);
      }
    }
    return kinds;
  }

  private void add(List<Draft> drafts, List<Draft> more, int most) {
    for (Draft draft : more) {
      if (drafts.size() < most && known.add(List.of(draft.file(), draft.operations()))) {
        drafts.add(draft);
      }
    }
  }

  private Draft first(Draft from, Finding finding) {
    for (String name : Remedies.names(finding)) {
      List<Draft> drafts = prescribed(from, finding, name);
      if (!drafts.isEmpty()) {
        return drafts.getFirst();
      }
    }
    return from;
  }

  /** What a remedy writes, without what changes nothing or makes no valid run. */
  private List<Draft> prescribed(Draft from, Finding finding, String name) {
    List<Draft> drafts = new ArrayList<>();
    RunFile before = from.file();
    Remedies.named(name, remedies)
        .ifPresent(
            remedy -> {
              for (Draft draft : remedy.prescribe(new Patient(from, finding, facts))) {
                if (drafts.size() < VARIANTS && isChanged(draft, from, before)) {
                  drafts.add(draft);
                }
              }
            });
    return drafts;
  }

  private static boolean isChanged(Draft draft, Draft from, RunFile before) {
    try {
      return !draft.file().equals(before) || !draft.operations().equals(from.operations());
    } catch (gradus.nn.config.ConfigException e) {
      // A remedy may not fit a setting that its writer did not think of; then it is none.
      return false;
    }
  }
}
