/** Lets a service die at every point where it touches the world outside, one after another. */
@NullMarked
package dev.waybill.system.crash;

import org.jspecify.annotations.NullMarked;
