/** The feed alone. */
@NullMarked
package dev.waybill.template.feed;

import org.jspecify.annotations.NullMarked;
