"""A clerk's own workbook with cells coloured and commented, all else in it left byte for byte.

Programs that read a workbook and write it anew lose what they do not know: photographs in cells,
charts, results of formulas. So the XML of the parts concerned is mended in place: styles get
copies with another fill, marked cells point to them, comments are put beside. A file that is not
laid out as every office program does it ends in `Unfamiliar`, and is written anew as texts.
"""


class Unfamiliar(Exception):
    """Raised for XML that is legal perhaps, but not to be mended by the means at hand."""
