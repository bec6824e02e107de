/** The slow and obvious executor in float64: the meaning of the IR and the oracle of every test. */
package gradus.core.interpret;
