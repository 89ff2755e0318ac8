/** Lets a service die, or be overtaken, at every point where it touches the world outside. */
@NullMarked
package dev.waybill.system.crash;

import org.jspecify.annotations.NullMarked;
