package gradus.bench.ward;

import gradus.health.Symptom;
import java.util.List;
import java.util.Optional;

/**
 * A training that may become a case of a ward, if it is certified.
 *
 * @param name the name of its run file, without the ending
 * @param yaml the text of its run file
 * @param kind {@code plain} (a healthy net), {@code lookalike} (healthy, but looks sick), {@code
 *     fault} (one fault), {@code twofold} (two faults)
 * @param symptom what the fault makes; empty if it should be healthy
 * @param also what the fault makes besides
 * @param layer where the fault is
 * @param operator which fault, or which look-alike
 * @param severity how strong, in any words; "" if it was not said
 * @param twin the name of the same training without the fault; "" if it has none
 */
record Draft(
    String name,
    String yaml,
    String kind,
    Optional<Symptom> symptom,
    List<Symptom> also,
    String layer,
    String operator,
    String severity,
    String twin) {}
