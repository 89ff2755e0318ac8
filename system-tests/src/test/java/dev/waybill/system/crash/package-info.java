/** Kills a service, or lets it be overtaken, at every point where it calls something outside. */
@NullMarked
package dev.waybill.system.crash;

import org.jspecify.annotations.NullMarked;
