/**
 * Changes of learned weights that leave the function of the network as it is: outputs before and
 * after are compared on real examples, and an operation that changes them is refused.
 */
package gradus.health.heal.surgery;
