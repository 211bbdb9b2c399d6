"""Class names of WordPress become those that the style sheet knows."""

import pytest

from byline.lib.clean import clean_html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<figure class="wp-block-gallery columns-7 is-cropped">x</figure>',
         '<figure class="gallery columns-4">x</figure>'),
        ('<div class="wp-block-columns are-vertically-aligned-top">x</div>',
         '<div class="columns">x</div>'),
        ('<div class="wp-block-column">x</div>', '<div class="column">x</div>'),
        ('<div class="wp-block-media-text has-media-on-the-right">x</div>',
         '<div class="media-text media-right">x</div>'),
        ('<div class="wp-block-cover has-parallax">x</div>', '<div class="cover">x</div>'),
        ('<figure class="wp-block-pullquote alignleft">x</figure>',
         '<figure class="pullquote align-left">x</figure>'),
        ('<pre class="wp-block-verse">x</pre>', '<pre class="verse" tabindex="0">x</pre>'),
        ('<div class="wp-block-buttons"><a class="wp-block-button__link" href="/a">x</a></div>',
         '<div class="buttons"><a class="button" href="/a">x</a></div>'),
        ('<div class="wp-block-file"><a class="wp-block-file__button" href="/a">x</a></div>',
         '<div class="boxed"><a class="button" href="/a">x</a></div>'),
        ('<figure class="wp-block-table is-style-stripes">x</figure>',
         '<figure class="striped">x</figure>'),
        ('a<sup class="fn">1</sup>', 'a<sup class="footnote-ref">1</sup>'),
        ('<p class="gallery columns fn video">x</p>', "<p>x</p>"),
    ],
)  # fmt: skip
def test_classes_of_blocks_are_ours(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned
    assert clean_html(cleaned) == cleaned
