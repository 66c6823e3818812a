"""Days as a crawler writes them: JSON Lines of invented papers, each with an abstract and the points of a summary."""

import json
import random

WORDS = ('a method that learns to plan with language models under budgets of tokens and shows strong results on long tasks while '
         'it keeps cost low by reuse of states graphs attention memory search reward policy vision speech robots proofs').split()
HAN = '本文提出一种方法用于语言模型的规划与推理并在多个任务上验证其效果我们分析误差来源给出上界实验表明该方法成本更低而仍然有效'
NAMES = 'Ada Ben Cai Dora Emil Fang Gus Hana Ivo Jia Kim Lin Mei Nils Ola'.split()
# Lengths, and the formulae, are those of a real day.
POINTS = {'tldr': 120, 'motivation': 80, 'method': 90, 'result': 80, 'conclusion': 80}


def english(dice, n):
    return ' '.join(dice.choice(WORDS) for _ in range(n)).capitalize()


def chinese(dice, n):
    text = ''.join(dice.choice(HAN) for _ in range(n))
    return '，'.join(text[i:i + 18] for i in range(0, n, 18)) + '。'


def record(dice, number):
    identifier = f'2611.{number:05}'
    return {'id': identifier, 'categories': [dice.choice(['cs.LG', 'cs.CL', 'cs.CV', 'cs.RO']), 'cs.AI'],
            'pdf': f'https://arxiv.org/pdf/{identifier}', 'abs': f'https://arxiv.org/abs/{identifier}',
            'authors': [f'{dice.choice(NAMES)} {dice.choice(NAMES)}son' for _ in range(dice.randint(2, 9))],
            'title': english(dice, 10), 'comment': '12 pages' if number % 3 else None,
            'summary': ' '.join(english(dice, 24) + ('.' if i % 3 else ' in $O(n^2)$ steps.') for i in range(10)),
            'AI': {name: chinese(dice, length) for name, length in POINTS.items()}}


def write(path, papers):
    dice = random.Random(papers)
    path.write_text(''.join(json.dumps(record(dice, number), ensure_ascii=False) + '\n' for number in range(1, papers + 1)),
                    encoding='utf-8')
    return path
