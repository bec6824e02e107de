/**
 * Counterfactual causes: {@link gradus.health.why.Why} undoes each suspect of a run file alone and
 * together with the others, measures the same batches again, and shares out what was won.
 */
package gradus.health.why;
