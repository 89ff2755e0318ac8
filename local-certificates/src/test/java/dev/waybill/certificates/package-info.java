@NullMarked
package dev.waybill.certificates;

import org.jspecify.annotations.NullMarked;
