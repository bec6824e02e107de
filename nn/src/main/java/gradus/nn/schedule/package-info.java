/** How the learning rate changes over the steps. */
package gradus.nn.schedule;
