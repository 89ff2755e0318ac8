/** How counts are worded for people. */
@NullMarked
package dev.waybill.local.words;

import org.jspecify.annotations.NullMarked;
