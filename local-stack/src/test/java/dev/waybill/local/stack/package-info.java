/** Tests of what runs on this machine. */
@NullMarked
package dev.waybill.local.stack;

import org.jspecify.annotations.NullMarked;
