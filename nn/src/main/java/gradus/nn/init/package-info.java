/** How parameters start. */
package gradus.nn.init;
