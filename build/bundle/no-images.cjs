'use strict';
// Stands in for `sharp`, which the speech library asks for on load and never uses on sound: no image codecs
// in the terminal.
module.exports = () => {
  throw new Error('images are not part of this build');
};
